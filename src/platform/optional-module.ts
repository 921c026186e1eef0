import { existsSync } from 'node:fs';
import { pathToFileURL } from 'node:url';

/** A part of the program that may not be installed. */
export type OptionalModule<T> = {
  readonly isThere: () => boolean;
  /** Loads it; throws when it is not there. */
  readonly load: () => Promise<T>;
};

/** The part whose bundle is at a path. */
export function optionalModule<T>(path: string): OptionalModule<T> {
  return {
    isThere: () => existsSync(path),
    load: () => import(pathToFileURL(path).href) as Promise<T>,
  };
}
