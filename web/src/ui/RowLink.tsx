import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { linkTo } from '@/lib/links';
import classes from './DataTable.module.css';

interface Props {
  href?: string;
  /** What opening means where there is no page to go to. */
  onOpen?: () => void;
  children: ReactNode;
}

/** The first cell of a row: its link or what opens it, and in any case where J and K put the focus. */
export function RowLink({ href, onOpen, children }: Props) {
  if (href !== undefined) {
    return (
      <Link {...linkTo(href)} className={classes.name} data-row-focus>
        {children}
      </Link>
    );
  }
  if (onOpen) {
    return (
      <button type="button" className={classes.name} data-row-focus onClick={onOpen}>
        {children}
      </button>
    );
  }
  return (
    <span className={classes.name} data-row-focus tabIndex={-1}>
      {children}
    </span>
  );
}
