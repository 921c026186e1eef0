/** What a full-screen program wants of the terminal. */
export type ScreenModes = {
  /** Clicks and the wheel are reported as `CSI < button ; column ; row M` (xterm's SGR mouse mode). */
  readonly hasMouse: boolean;
};

const ESC = '\u001b';

/** Between these a terminal that knows synchronized output (mode 2026) shows nothing half done; others ignore them. */
const FRAME_BEGIN = `${ESC}[?2026h`;
const FRAME_END = `${ESC}[?2026l`;

/** A piece of output that is to be seen as a whole. */
export function wholeFrame(text: string): string {
  return `${FRAME_BEGIN}${text}${FRAME_END}`;
}

/**
 * A screen from its upper left corner on, each of its lines with a line feed at its end; what stood there goes, line by
 * line, so that nothing is ever seen empty. (A line is erased before it is written: after it, the cursor may stand on
 * its last character.)
 */
export function wholeScreen(text: string): string {
  return wholeFrame(`${ESC}[H${ESC}[K${text.replaceAll('\n', `\r\n${ESC}[K`)}${ESC}[J`);
}

/** Takes the screen: alternate screen, no cursor, pastes in brackets, mouse reports. */
export function enterScreen({ hasMouse }: ScreenModes): string {
  return `${ESC}[?1049h${ESC}[?25l${ESC}[?2004h${hasMouse ? `${ESC}[?1000h${ESC}[?1006h` : ''}${ESC}[H${ESC}[2J`;
}

/** Gives the screen back as it was: everything that {@link enterScreen} or a frame may have changed. */
export function leaveScreen({ hasMouse }: ScreenModes): string {
  const mouse = hasMouse ? `${ESC}[?1006l${ESC}[?1000l` : '';
  return `${FRAME_END}${mouse}${ESC}[?2004l${ESC}[0m${ESC}[?25h${ESC}[?1049l`;
}
