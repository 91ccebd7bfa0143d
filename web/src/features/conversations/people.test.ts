import { expect, test } from 'vitest';
import { isAmong } from './people';

test('a speaker is not offered again as a participant when name or address says who it is', () => {
  expect(isAmong(['John Smith <js@acme.example>'], 'John Smith')).toBe(true);
  expect(isAmong(['John Smith <js@acme.example>'], 'John')).toBe(true);
  expect(isAmong(['john.smith@acme.example'], 'John Smith')).toBe(true);
  expect(isAmong(['smith_john@acme.example'], 'John Smith')).toBe(true);
});

test('a speaker whom an address only might mean is offered', () => {
  expect(isAmong(['jsmith@acme.example'], 'John Smith')).toBe(false);
  expect(isAmong(['john@acme.example'], 'John')).toBe(false);
  expect(isAmong(['jane.smith@acme.example', 'Ana'], 'John Smith')).toBe(false);
});
