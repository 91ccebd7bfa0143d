import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { linkTo } from '@/lib/links';

interface Props {
  /** An address of the app that the server or another feature has named; ours are better typed with Link. */
  href: string;
  className?: string;
  children: ReactNode;
}

export function AppLink({ href, className, children }: Props) {
  return (
    <Link {...linkTo(href)} className={className}>
      {children}
    </Link>
  );
}
