import { expect, it } from 'vitest';
import { extremes, runs, shape } from './heat';

const heat = [3, 3, 5, 0, 0, 0].map((watched, second) => ({ second, watched }));

it('[P-190] seconds watched as much stand together, none is lost', () => {
  expect(runs(heat)).toEqual([
    { from: 0, to: 2, watched: 3 },
    { from: 2, to: 3, watched: 5 },
    { from: 3, to: 6, watched: 0 },
  ]);
  expect(runs([])).toEqual([]);
});

it('says where it was watched most and least', () => {
  expect(extremes(heat)).toEqual({
    most: { from: 2, to: 3, watched: 5 },
    least: { from: 3, to: 6, watched: 0 },
  });
  expect(extremes([{ second: 0, watched: 0 }])).toBeUndefined();
  expect(extremes([])).toBeUndefined();
});

it('draws the most watched second at the top and an unwatched one at the foot', () => {
  expect(shape(heat, 60, 10)).toContain('L20.0 0.0L30.0 0.0');
  expect(shape(heat, 60, 10)).toContain('L30.0 10.0L40.0 10.0');
});
