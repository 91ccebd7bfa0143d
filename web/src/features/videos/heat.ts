import type { Heat } from './api';

export interface Run {
  from: number;
  /** The second after the last. */
  to: number;
  watched: number;
}

/** Neighbouring seconds that were watched as much, together: the same picture in fewer rows. */
export function runs(heat: readonly Heat[]): Run[] {
  const all: Run[] = [];
  for (const { second, watched } of heat) {
    const last = all.at(-1);
    if (last?.to === second && last.watched === watched) last.to = second + 1;
    else all.push({ from: second, to: second + 1, watched });
  }
  return all;
}

/** Where it was watched most and least; undefined while nobody watched. */
export function extremes(heat: readonly Heat[]): { most: Run; least: Run } | undefined {
  const all = runs(heat);
  const by = (better: (a: Run, b: Run) => boolean) =>
    all.reduce<Run | undefined>((best, run) => (best && !better(run, best) ? best : run), undefined);
  const most = by((a, b) => a.watched > b.watched);
  const least = by((a, b) => a.watched < b.watched);
  return most && least && most.watched > 0 ? { most, least } : undefined;
}

/** A line over the seconds, as a closed shape of the given size: 0 at the foot, the most watched second at the top. */
export function shape(heat: readonly Heat[], width: number, height: number): string {
  const top = Math.max(...heat.map(({ watched }) => watched), Number.EPSILON);
  const step = width / heat.length;
  const x = (index: number) => (index * step).toFixed(1);
  const steps = heat.map(({ watched }, index) => {
    const y = (height - (watched / top) * height).toFixed(1);
    return `L${x(index)} ${y}L${x(index + 1)} ${y}`;
  });
  return `M0 ${height}${steps.join('')}L${width} ${height}Z`;
}
