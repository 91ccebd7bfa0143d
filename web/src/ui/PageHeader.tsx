import { useLocation } from '@tanstack/react-router';
import { useEffect, useRef, type ReactNode } from 'react';
import classes from './PageHeader.module.css';

interface Props {
  /** Says what this is; also the document's title. */
  title: string;
  /** The heading as shown, where it needs more than plain text. */
  heading?: ReactNode;
  /** A line under the title. */
  about?: ReactNode;
  /** The one primary action, and the quieter ones before it. */
  actions?: ReactNode;
}

let visited = false;

/** Names the page: heading, document title, and where the focus lands after following a link. */
export function PageHeader({ title, heading, about, actions }: Props) {
  const h1 = useRef<HTMLHeadingElement>(null);
  const pathname = useLocation({ select: (location) => location.pathname });
  useEffect(() => {
    document.title = `${title} · Rapport`;
  }, [title]);
  useEffect(() => {
    // The first page is read from the top by itself; later ones must say that they are there.
    if (visited && !document.querySelector('[role="dialog"]')) h1.current?.focus({ preventScroll: true });
    visited = true;
  }, [pathname]);
  return (
    <header className={classes.header}>
      <div className={classes.words}>
        <h1 ref={h1} tabIndex={-1} className={classes.title}>
          {heading ?? title}
        </h1>
        {about && <div className={classes.about}>{about}</div>}
      </div>
      {actions && <div className={classes.actions}>{actions}</div>}
    </header>
  );
}
