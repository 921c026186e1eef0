import { isClusterName } from '../../domain/cluster-name.ts';
import { type TextRule, textValue } from '../../platform/config/text-value.ts';
import type { ValueType } from '../../platform/config/value-type.ts';

const CLUSTER_RULE: TextRule = {
  allowed: 'a cluster name (a-z, 0-9, _ and -, first a letter or digit, at most 40; not "all")',
  test: isClusterName,
  fold: (name) => name.toLowerCase(),
};

/**
 * A cluster's name, lower case as Slurm keeps it (slurm.conf(5), ClusterName); it is the name of a folder below the
 * root. `all` stands for the merged boards.
 */
export function clusterNameValue(): ValueType<string> {
  return textValue(CLUSTER_RULE);
}

/** The name of a generic resource (slurm.conf(5), GresTypes), such as `gpu`. */
export function gresNameValue(): ValueType<string> {
  return textValue({
    allowed: 'the name of a GRES (letters, digits, _, - and .)',
    test: (name) => /^[A-Za-z0-9_][\w.-]{0,63}$/.test(name),
  });
}

/** The name of a user, or of a folder beside the homes. */
export function homeNameValue(): ValueType<string> {
  return textValue({
    allowed: 'a name without slash, comma or blank',
    test: (name) => /^[^\s/,]{1,255}$/.test(name),
  });
}

/** A piece of a line on stderr. */
export function lineTextValue(): ValueType<string> {
  return textValue({
    allowed: 'a text of 3 to 500 characters',
    test: (text) => text.length >= 3 && text.length <= 500,
  });
}
