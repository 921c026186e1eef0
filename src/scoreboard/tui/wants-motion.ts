/** What tells it: the environment, and `--no-animation` as false. */
export type MotionHints = {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly isAnimated: boolean;
};

/** Whether something may move by itself: not with NO_MOTION set and not empty, which is to motion what NO_COLOR is to colour. */
export function wantsMotion({ env, isAnimated }: MotionHints): boolean {
  return isAnimated && (env.NO_MOTION ?? '') === '';
}
