import { expect, it } from 'vitest';
import { clock, completionBand } from './wording';

it.each([
  [0, 'low'],
  [0.25, 'low'],
  [0.254, 'low'],
  [0.26, 'medium'],
  [0.59, 'medium'],
  [0.594, 'medium'],
  [0.6, 'high'],
  [1, 'high'],
])('[L-51] %d watched is %s', (rate, band) => {
  expect(completionBand(rate)).toBe(band);
});

it.each([
  [0, '0:00'],
  [61.9, '1:01'],
  [3725, '1:02:05'],
])('%d seconds are %s', (seconds, text) => {
  expect(clock(seconds)).toBe(text);
});
