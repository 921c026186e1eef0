const UNSAFE = /[\u0000-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;

/** A text that no terminal obeys: control characters and those that turn the writing direction become `?`. */
export function plainText(text: string): string {
  return text.replace(UNSAFE, '?');
}
