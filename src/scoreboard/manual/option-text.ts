/** What people are told of an option or an argument of commander. */
type Described = {
  readonly description: string;
  readonly argChoices?: readonly string[] | undefined;
  readonly defaultValue?: unknown;
  readonly defaultValueDescription?: string | undefined;
};

/** A description with the good words and the default, `what is shown (table, csv; default: table)`. */
export function optionText({ description, argChoices, defaultValue, defaultValueDescription }: Described): string {
  const usual = defaultValueDescription ?? (typeof defaultValue === 'string' ? defaultValue : undefined);
  const more = [
    ...(argChoices === undefined ? [] : [argChoices.join(', ')]),
    ...(usual === undefined ? [] : [`default: ${usual}`]),
  ];
  return more.length === 0 ? description : `${description} (${more.join('; ')})`;
}
