import { ActionIcon, Button, Checkbox, Drawer, Skeleton, Tooltip } from '@mantine/core';
import { useLocalStorage } from '@mantine/hooks';
import { IconBaselineDensityMedium, IconBaselineDensitySmall } from '@tabler/icons-react';
import {
  rowSelectionFeature,
  tableFeatures,
  useTable,
  type ColumnDef,
  type RowData,
  type RowSelectionState,
} from '@tanstack/react-table';
import { useRouter } from '@tanstack/react-router';
import { useMemo, useRef, useState, type KeyboardEvent, type MouseEvent, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useShortcut } from '@/lib/shortcuts';
import classes from './DataTable.module.css';
import { RowLink } from './RowLink';
import { SelectionBar } from './SelectionBar';
import { TableHeading } from './TableHeading';

export interface Column<T> {
  id: string;
  header: string;
  cell: (row: T) => ReactNode;
  /** The width of a column that need not grow, such as "120px". */
  width?: string;
  align?: 'end';
  /** The value the server sorts by. */
  sort?: string;
  /** The narrowest screen that shows it; every screen if not said. */
  from?: 'tablet' | 'desktop';
}

interface Props<T> {
  /** Names the table for screen readers, such as "Customers". */
  label: string;
  rows: readonly T[];
  columns: readonly Column<T>[];
  rowId: (row: T) => string;
  /** How a sentence would name the row. */
  rowName: (row: T) => string;
  /** Where Enter or a click leads. */
  href?: (row: T) => string;
  /** What Space shows without leaving. */
  peek?: (row: T) => ReactNode;
  /** What can be done with several rows at once, in the bar that appears below. */
  bulk?: (ids: string[], clear: () => void) => ReactNode;
  sort?: string;
  onSort?: (sort: string) => void;
  loading?: boolean;
  /** While newer rows are on their way, the old ones are shown paler. */
  stale?: boolean;
  more?: { load: () => void; loading: boolean };
  /** A line at the foot, such as "12 customers". */
  summary?: string;
}

const features = tableFeatures({ rowSelectionFeature });

/** A dense table that can be worked through with the keyboard: J and K, Enter, Space, X. */
export function DataTable<T extends RowData>(props: Props<T>) {
  const {
    label,
    rows,
    columns,
    rowId,
    rowName,
    href,
    peek,
    bulk,
    sort,
    onSort,
    loading,
    stale,
    more,
    summary,
  } = props;
  const { t } = useTranslation('ui');
  const router = useRouter();
  const body = useRef<HTMLTableSectionElement>(null);
  const [density, setDensity] = useLocalStorage<'regular' | 'compact'>({
    key: 'rapport-density',
    defaultValue: 'regular',
    getInitialValueInEffect: false,
  });
  const [chosen, setChosen] = useState<RowSelectionState>({});
  const [peeked, setPeeked] = useState<T>();
  const definitions = useMemo(
    () => columns.map(({ id }): ColumnDef<typeof features, T> => ({ id })),
    [columns],
  );
  const data = useMemo(() => [...rows], [rows]);
  const table = useTable({
    features,
    data,
    columns: definitions,
    getRowId: rowId,
    enableRowSelection: Boolean(bulk),
    state: { rowSelection: chosen },
    onRowSelectionChange: setChosen,
  });
  const picked = table.getSelectedRowModel().rows.map(({ id }) => id);
  const clear = () => setChosen({});

  const focusables = () => [...(body.current?.querySelectorAll<HTMLElement>('[data-row-focus]') ?? [])];
  const step = (by: 1 | -1) => {
    const all = focusables();
    const now = all.findIndex((element) => element.closest('tr')?.contains(document.activeElement));
    const next =
      all[now === -1 ? (by === 1 ? 0 : all.length - 1) : Math.min(Math.max(now + by, 0), all.length - 1)];
    next?.focus();
    next?.closest('tr')?.scrollIntoView({ block: 'nearest' });
  };
  const hasRows = () => rows.length > 0;
  useShortcut({ keys: 'j', label: t('table.next'), group: 'list', run: () => step(1), when: hasRows });
  useShortcut({ keys: 'k', label: t('table.previous'), group: 'list', run: () => step(-1), when: hasRows });
  // Listed for the overlay; the row itself handles them, and Enter follows the row's link.
  useShortcut({
    keys: 'Enter',
    label: href && t('table.open'),
    group: 'list',
    run: () => undefined,
    when: () => false,
  });
  useShortcut({
    keys: ' ',
    label: peek && t('table.peek'),
    group: 'list',
    run: () => undefined,
    when: () => false,
  });
  useShortcut({
    keys: 'x',
    label: bulk && t('table.select'),
    group: 'list',
    run: () => undefined,
    when: () => false,
  });
  useShortcut({ keys: 'Escape', group: 'list', run: clear, when: () => picked.length > 0 });

  const onRowKey = (event: KeyboardEvent, row: (typeof shown)[number]) => {
    const onField = event.target instanceof HTMLElement && event.target.hasAttribute('data-row-focus');
    if (!onField || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === ' ' && peek) setPeeked(row.original);
    else if (event.key.toLowerCase() === 'x' && bulk) row.toggleSelected();
    else if (event.key === 'ArrowDown') step(1);
    else if (event.key === 'ArrowUp') step(-1);
    else return;
    event.preventDefault();
  };
  const onRowClick = (event: MouseEvent, row: T) => {
    if (!(href ?? peek) || event.defaultPrevented || !(event.target instanceof Element)) return;
    if (event.target.closest('a, button, input, label') || window.getSelection()?.toString()) return;
    if (!href) setPeeked(row);
    else if (event.metaKey || event.ctrlKey) window.open(href(row));
    else router.history.push(href(row));
  };
  const shown = table.getRowModel().rows;
  return (
    <div className={classes.block}>
      <div className={classes.scroller}>
        <table
          className={classes.table}
          data-density={density}
          aria-label={label}
          aria-busy={loading ?? stale ?? false}
        >
          <thead>
            <tr>
              {bulk && (
                <th scope="col" className={classes.pick}>
                  <Checkbox
                    size="xs"
                    aria-label={t('table.selectAll')}
                    checked={rows.length > 0 && picked.length === rows.length}
                    indeterminate={picked.length > 0 && picked.length < rows.length}
                    disabled={rows.length === 0}
                    onChange={() => table.toggleAllRowsSelected()}
                  />
                </th>
              )}
              {columns.map((column) => (
                <TableHeading key={column.id} column={column} sort={sort} onSort={onSort} />
              ))}
            </tr>
          </thead>
          <tbody ref={body} data-stale={stale || undefined}>
            {loading &&
              Array.from({ length: 8 }, (_, index) => (
                <tr key={index}>
                  {bulk && <td className={classes.pick} />}
                  {columns.map((column, at) => (
                    <td key={column.id} data-from={column.from}>
                      <Skeleton h={12} w={`${(at === 0 ? 70 : 45) + ((index * 7 + at * 11) % 25)}%`} />
                    </td>
                  ))}
                </tr>
              ))}
            {!loading &&
              shown.map((row) => (
                // The row's link does the same for keyboards; this only widens the target for pointers.
                <tr
                  key={row.id}
                  data-link={(href ?? peek) ? true : undefined}
                  data-picked={row.getIsSelected() || undefined}
                  onKeyDown={(event) => onRowKey(event, row)}
                  onClick={(event) => onRowClick(event, row.original)}
                >
                  {bulk && (
                    <td className={classes.pick}>
                      <Checkbox
                        size="xs"
                        aria-label={t('table.selectRow', { name: rowName(row.original) })}
                        checked={row.getIsSelected()}
                        onChange={() => row.toggleSelected()}
                      />
                    </td>
                  )}
                  {columns.map((column, index) => (
                    <td key={column.id} data-align={column.align} data-from={column.from}>
                      {/* Called, not mounted as a component: columns may be made anew while someone uses a cell. */}
                      {index === 0 ? (
                        <RowLink href={href?.(row.original)} onOpen={peek && (() => setPeeked(row.original))}>
                          {column.cell(row.original)}
                        </RowLink>
                      ) : (
                        column.cell(row.original)
                      )}
                    </td>
                  ))}
                </tr>
              ))}
          </tbody>
        </table>
      </div>
      <div className={classes.foot}>
        <span role="status">{loading ? '' : summary}</span>
        {more && (
          <Button variant="default" size="compact-sm" onClick={more.load} loading={more.loading}>
            {t('table.more')}
          </Button>
        )}
        <Tooltip label={density === 'compact' ? t('table.regular') : t('table.compact')}>
          <ActionIcon
            size="md"
            className={classes.density}
            aria-label={density === 'compact' ? t('table.regular') : t('table.compact')}
            onClick={() => setDensity(density === 'compact' ? 'regular' : 'compact')}
          >
            {density === 'compact' ? (
              <IconBaselineDensityMedium size={16} />
            ) : (
              <IconBaselineDensitySmall size={16} />
            )}
          </ActionIcon>
        </Tooltip>
      </div>
      {bulk && picked.length > 0 && (
        <SelectionBar count={picked.length} onClear={clear}>
          {bulk(picked, clear)}
        </SelectionBar>
      )}
      {peek && (
        <Drawer
          opened={peeked !== undefined}
          onClose={() => setPeeked(undefined)}
          title={peeked && <bdi>{rowName(peeked)}</bdi>}
          size="min(480px, 100vw)"
          closeButtonProps={{ 'aria-label': t('close') }}
        >
          {peeked && peek(peeked)}
        </Drawer>
      )}
    </div>
  );
}
