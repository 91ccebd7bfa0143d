import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import classes from './DataTable.module.css';

/** The first cell of a row: its link if it leads somewhere, and in any case where J and K put the focus. */
export function RowLink({ href, children }: { href?: string; children: ReactNode }) {
  if (href === undefined) {
    return (
      <span className={classes.name} data-row-focus tabIndex={-1}>
        {children}
      </span>
    );
  }
  return (
    <Link to={href} className={classes.name} data-row-focus>
      {children}
    </Link>
  );
}
