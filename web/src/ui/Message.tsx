import { useEffect, type ReactNode } from 'react';
import classes from './Message.module.css';

interface Props {
  title: string;
  text: string;
  /** Whether this stands for the whole page and so carries its heading. */
  heading?: boolean;
  children?: ReactNode;
}

/** A few words in place of content, with the one next action. */
export function Message({ title, text, heading = false, children }: Props) {
  useEffect(() => {
    if (heading) document.title = `${title} · Rapport`;
  }, [heading, title]);
  return (
    <div className={classes.message} data-page={heading || undefined}>
      {heading ? <h1 tabIndex={-1}>{title}</h1> : <p className={classes.title}>{title}</p>}
      <p className={classes.text}>{text}</p>
      {children && <div className={classes.actions}>{children}</div>}
    </div>
  );
}
