import { expect, it } from 'vitest';
import { fromField, toField } from './zoned';

it('shows and reads a moment in the zone of the viewer', () => {
  const moment = new Date('2026-07-01T10:30:00Z');
  expect(toField(moment, 'Europe/Berlin')).toBe('2026-07-01T12:30');
  expect(toField(moment, 'Asia/Kolkata')).toBe('2026-07-01T16:00');
  for (const zone of ['Europe/Berlin', 'America/Los_Angeles', 'Pacific/Auckland', 'UTC'])
    expect(fromField(toField(moment, zone), zone)).toEqual(moment);
});

it('knows both sides of a change of the clock', () => {
  expect(fromField('2026-03-29T01:30', 'Europe/Berlin').toISOString()).toBe('2026-03-29T00:30:00.000Z');
  expect(fromField('2026-03-29T03:30', 'Europe/Berlin').toISOString()).toBe('2026-03-29T01:30:00.000Z');
});
