/** Whether a text tells a name in any way that a reader, or a program, would find: in any case, encoded, as a part. */
export function isUserName(text: string, name: string): boolean {
  return [text, percentDecoded(text), unescaped(text), Buffer.from(text).toString('latin1')].some((form) =>
    form.toLowerCase().includes(name),
  );
}

function percentDecoded(text: string): string {
  return text.replace(/%([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
}

/** JSON's and HTML's ways of writing a character by its number. */
function unescaped(text: string): string {
  return text
    .replace(/\\u([0-9a-f]{4})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
    .replace(/&#(\d+);/g, (_, digits: string) => String.fromCharCode(Number(digits)));
}
