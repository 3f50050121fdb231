import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from 'react-router';
import { api } from '@/api';
import type { AllotmentRow, OrganizationAllotments } from '@/api/types';
import { texts } from '@/app/texts';
import { DataTable } from '@/components/DataTable';
import { useFitting } from '@/components/ListToolbar';
import { Loaded } from '@/components/Loaded';
import { RowButton } from '@/components/RowButton';
import { Facts } from '@/components/SidePanel';
import { allotmentColumns } from '@/features/allotments/columns';
import { useShownOrganization } from './OrganizationScreen';
import classes from './OverviewTab.module.css';

const t = texts.allotments;

/** What this organization itself may use and has used (ORG-7). */
export function AllotmentsTab() {
  const { id } = useShownOrganization();
  const query = useQuery({
    queryKey: ['allotments', 'organization', id],
    queryFn: () => api.allotments.OfOrganization(id),
  });
  return <Loaded query={query}>{(found) => <Own id={id} found={found} />}</Loaded>;
}

/** On an organization's own page its rows are named after their assessment. */
const assessmentName = (open: (id: number) => void) => (row: AllotmentRow) => (
  <RowButton onOpen={() => open(row.id)} under={row.isShared ? t.shared : undefined}>
    {row.assessment}
  </RowButton>
);

function Own({ id, found }: { id: number; found: OrganizationAllotments }) {
  const navigate = useNavigate();
  const open = (allotment: number) => navigate(`/allotments?organization=${id}&open=${allotment}`);
  const columns = useFitting(allotmentColumns(open)).filter(({ key }) => key !== 'organization');
  const first = columns[0];
  const rows = first
    ? [{ ...first, width: undefined, render: assessmentName(open) }, ...columns.slice(1)].map((column) => ({
        ...column,
        sortable: false,
      }))
    : [];
  const list = {
    rows: found.items,
    count: found.items.length,
    waiting: false,
    error: undefined,
    more: false,
    loadingMore: false,
    loadMore: () => undefined,
    retry: () => undefined,
  };
  return (
    <div className={classes.overview}>
      <Facts rows={[[t.tab.mode, texts.organizations.allotment[found.mode] ?? found.mode]]} />
      <DataTable
        label={t.tab.own}
        list={list}
        columns={rows}
        rowKey={(row) => String(row.id)}
        onOpen={(row) => open(row.id)}
        empty={<p className={classes.none}>{t.tab.none}</p>}
      />
      <div>
        <Button size="xs" component={Link} to={`/allotments/new?organization=${id}`}>
          {t.add}
        </Button>
      </div>
      <section className={classes.card} aria-labelledby="usage-title">
        <h2 className={classes.title} id="usage-title">
          {t.tab.usage}
        </h2>
        <p className={classes.none}>{found.usage.length === 0 ? t.tab.noUsage : t.tab.usageSentence}</p>
        <Facts
          rows={found.usage.map(({ assessment, completed, open: inProgress }) => [
            assessment,
            `${t.tab.completed(completed)} · ${t.tab.open(inProgress)}`,
          ])}
        />
      </section>
    </div>
  );
}
