import { findMetric } from '../../../domain/metrics.ts';
import type { Screen } from '../screen.ts';
import type { TuiBackend } from '../tui-backend.ts';
import { view } from '../view.ts';
import type { DeluxeState } from './deluxe-state.ts';
import { FRAME_MS } from './motion.ts';
import { motionView } from './motion-view.ts';
import { MOUSE_HELP } from './mouse-help.ts';
import { PERSON_VIEW } from './person-view.ts';
import { updateDeluxe } from './update-deluxe.ts';

/** The board with mouse, charts of every person and rows that move to their new places. */
export const DELUXE_BACKEND: TuiBackend<DeluxeState> = {
  start: (first) => ({
    ...first,
    // A bundle of its own has its own table of metrics, and metrics are told apart by identity.
    metric: findMetric(first.metric.name) ?? first.metric,
    fixed: { ...first.fixed, personView: PERSON_VIEW, mouseHelp: MOUSE_HELP },
    motion: null,
  }),
  update: updateDeluxe,
  view: viewDeluxe,
  wantsMouse: true,
  frameMs: ({ motion }) => (motion == null ? null : FRAME_MS),
};

function viewDeluxe(state: DeluxeState): Screen {
  return state.motion == null ? view(state) : motionView(state, state.motion);
}
