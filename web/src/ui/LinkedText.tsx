import { Fragment } from 'react';

/** Plain text as it was written, with its web addresses to click. Nothing else in it is taken for markup. */
export function LinkedText({ text }: { text: string }) {
  return text.split(/(https?:\/\/[^\s<>"]+)/).map((part, index) =>
    index % 2 === 1 ? (
      <a key={index} href={part} rel="noreferrer" target="_blank">
        <bdi>{part}</bdi>
      </a>
    ) : (
      <Fragment key={index}>{part}</Fragment>
    ),
  );
}
