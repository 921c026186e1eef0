import { parseYaml, type YamlFile } from './parse-yaml.ts';

/** Reads strict JSON into entries with their lines; a key that is set twice is a problem here too. */
export function parseJson(file: string, text: string): YamlFile {
  try {
    JSON.parse(text);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return { entries: [], problems: [{ where: `${file}:${lineOf(error)}`, key: null, text: textOf(error) }] };
  }
  // JSON is YAML as well, and the YAML parser knows lines and repeated keys.
  return parseYaml(file, text);
}

/** V8 names the line of most errors. */
function lineOf(error: SyntaxError): string {
  return /\(line (\d+) column \d+\)/.exec(error.message)?.[1] ?? '1';
}

function textOf(error: SyntaxError): string {
  return `bad JSON: ${error.message.replace(/ in JSON at position.*$/s, '').replaceAll('\n', ' ')}`;
}
