import { describe, expect, it } from 'vitest';
import {
  columnsOf,
  dressed,
  freshPoint,
  lookOf,
  mistakes,
  moved,
  readPeople,
  stretched,
  wordsFor,
  type Draft,
} from './points';

const point = (id: string, from: number, to: number, more: Partial<Draft> = {}): Draft => ({
  ...freshPoint('overlay', 0, [], 60),
  id,
  from,
  to,
  ...more,
});

describe('[P-199] a point on the timeline', () => {
  it('moves as a whole and stays inside the video', () => {
    expect(moved(point('a', 2, 5), 1.04, 60)).toMatchObject({ from: 3, to: 6 });
    expect(moved(point('a', 2, 5), -9, 60)).toMatchObject({ from: 0, to: 3 });
    expect(moved(point('a', 2, 5), 99, 60)).toMatchObject({ from: 57, to: 60 });
  });

  it('is stretched at either end, and never turned inside out', () => {
    expect(stretched(point('a', 2, 5), 'from', 3.04, 60)).toMatchObject({ from: 3, to: 5 });
    expect(stretched(point('a', 2, 5), 'from', 9, 60)).toMatchObject({ from: 4.9, to: 5 });
    expect(stretched(point('a', 2, 5), 'to', 99, 60)).toMatchObject({ from: 2, to: 60 });
  });

  it('begins where one looks, or in the next gap', () => {
    const taken = [point('a', 2, 5), point('b', 6, 9)];
    expect(freshPoint('overlay', 20, taken, 60)).toMatchObject({ from: 20, to: 24 });
    expect(freshPoint('overlay', 3, taken, 60)).toMatchObject({ from: 5, to: 6 });
    expect(freshPoint('speech', 3, taken, 60)).toMatchObject({ from: 3, to: 4 });
  });
});

it('says what would be refused, point by point', () => {
  const found = mistakes(
    [
      point('fine', 0, 2),
      point('late', 58, 61),
      point('short', 10, 10),
      point('one', 20, 25),
      point('two', 24, 28),
      point('other', 24, 28, { kind: 'speech' }),
      point('mute', 30, 32, { template: '  ' }),
    ],
    60,
  );
  expect(Object.fromEntries(found)).toEqual({
    late: ['outside'],
    short: ['short'],
    one: ['overlap'],
    two: ['overlap'],
    mute: ['words'],
  });
});

it('fills in any spelling of a column, and never shows a raw placeholder', () => {
  const asks = point('a', 0, 1, { template: 'Hi {{ First Name }} of [COMPANY]', fallback: 'there' });
  expect(columnsOf([asks])).toEqual(['first_name', 'company']);
  expect(wordsFor(asks, { first_name: 'Ann', Company: 'Acme' })).toBe('Hi Ann of Acme');
  expect(wordsFor(asks, { company: ' ' })).toBe('Hi there of there');
});

it('reads people as they are copied from a spreadsheet', () => {
  expect(readPeople('Email\tFirst Name\nann@x.example\tAnn\n\nبدر@x.example\tبدر\n')).toEqual([
    { id: 'ann@x.example', values: { email: 'ann@x.example', first_name: 'Ann' } },
    { id: 'بدر@x.example', values: { email: 'بدر@x.example', first_name: 'بدر' } },
  ]);
  expect(readPeople('first_name\nAnn')).toEqual([{ id: 'Ann', values: { first_name: 'Ann' } }]);
  expect(readPeople('')).toEqual([]);
});

describe('[P-217] a point that shows an image', () => {
  const text = point('a', 2, 5);
  const image = dressed(text, 'image');

  it('needs one, asks for no column, and finds its words again as a text', () => {
    expect(lookOf(image)).toBe('image');
    expect(mistakes([image], 60).get('a')).toEqual(['image']);
    expect(mistakes([{ ...image, image: 'i-1' }], 60).size).toBe(0);
    expect(columnsOf([image])).toEqual([]);
    expect(dressed(image, 'text')).toMatchObject({ kind: 'overlay', image: null, template: text.template });
  });
});
