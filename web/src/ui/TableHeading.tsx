import { IconArrowDown, IconArrowUp } from '@tabler/icons-react';
import type { Column } from './DataTable';
import classes from './DataTable.module.css';

/** "renewal" and "-renewal": the same column up and down. */
export function TableHeading<T>({
  column,
  sort,
  onSort,
}: {
  column: Column<T>;
  sort?: string;
  onSort?: (sort: string) => void;
}) {
  const key = column.sort;
  const direction = key && sort === key ? 'ascending' : key && sort === `-${key}` ? 'descending' : undefined;
  const Arrow = direction === 'descending' ? IconArrowDown : IconArrowUp;
  return (
    <th
      scope="col"
      data-align={column.align}
      data-from={column.from}
      aria-sort={direction}
      style={column.width ? { width: column.width } : undefined}
    >
      {key && onSort ? (
        <button
          type="button"
          className={classes.sort}
          onClick={() => onSort(direction === 'ascending' ? `-${key}` : key)}
        >
          {column.header}
          {direction && <Arrow size={14} aria-hidden />}
        </button>
      ) : (
        column.header
      )}
    </th>
  );
}
