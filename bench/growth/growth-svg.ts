import { lineText } from './line-text.ts';
import { panel } from './panel.ts';
import type { Series } from './series.ts';

const PANELS = [
  { name: 'wall', title: 'wall time', unit: 's' },
  { name: 'cpu', title: 'processor time', unit: 's' },
  { name: 'memory', title: 'greatest memory', unit: 'MB' },
] as const;

const WIDTH = 960;
const HEIGHT = 330;
const MARGIN = 16;

/** Colours of a page of its own, light or dark as the reader's is. */
const STYLE = `
  .page { fill: #ffffff } text { fill: #24292f; font: 12px system-ui, sans-serif } .title { font-size: 15px; font-weight: 600 }
  .quiet { fill: #57606a } .grid { stroke: #d8dee4 } .axis { stroke: #8c959f } .line { stroke: #bc4c00; stroke-width: 1.5; stroke-dasharray: 5 4 }
  .bar { stroke: #0969da; stroke-width: 1.5 } .point { fill: #0969da }
  @media (prefers-color-scheme: dark) {
    .page { fill: #0d1117 } text { fill: #e6edf3 } .quiet { fill: #9198a1 } .grid { stroke: #2b313a } .axis { stroke: #6e7681 }
    .line { stroke: #f0883e } .bar { stroke: #58a6ff } .point { fill: #58a6ff }
  }`;

/** A picture of a series: a panel for each kind of cost, with points from least to greatest and a straight line. */
export function growthSvg({ title, note, xTitle, points }: Series): string {
  const width = (WIDTH - 2 * MARGIN) / PANELS.length;
  const panels = PANELS.map(({ name, title: cost, unit }, index) => {
    const box = { left: MARGIN + index * width, top: 52, width, height: HEIGHT - 52 - MARGIN };
    const spreads = points.map((point) => ({ x: point.x, ...point[name] }));
    return panel({ title: `${cost}, ${unit}`, xTitle, unit, box, points: spreads });
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" width="${WIDTH}" height="${HEIGHT}" role="img">
<title>${title}</title>
<style>${STYLE}
</style>
<rect class="page" width="${WIDTH}" height="${HEIGHT}" rx="6"/>
<text class="title" x="${MARGIN}" y="24">${title}</text>
<text class="quiet" x="${MARGIN}" y="42">${note}; points: median, bars: least to greatest; broken line: least squares</text>
${panels.join('\n')}
</svg>
`;
}

/** The line of each kind of cost in words. */
export function growthText({ points, xTitle }: Series): Readonly<Record<(typeof PANELS)[number]['name'], string>> {
  const text = (name: (typeof PANELS)[number]['name'], unit: string): string =>
    lineText(
      points.map((point) => ({ x: point.x, y: point[name].median })),
      { unit, of: xTitle },
    );
  return { wall: text('wall', 's'), cpu: text('cpu', 's'), memory: text('memory', 'MB') };
}
