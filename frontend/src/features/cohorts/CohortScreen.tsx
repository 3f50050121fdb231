import { Link, Outlet, useOutletContext, useParams } from 'react-router';
import type { CohortDetail } from '@/api/types';
import { exact } from '@/app/format';
import { texts } from '@/app/texts';
import { Loaded } from '@/components/Loaded';
import { Page } from '@/components/Page';
import { StatusDot } from '@/components/StatusDot';
import { TabLinks } from '@/components/TabLinks';
import { useCohort } from './useCohorts';

const t = texts.cohorts;

/** One cohort: its people, its report, its settings. */
export function CohortScreen() {
  const id = Number(useParams().id);
  const query = useCohort(id);
  const cohort = query.data;
  const about = cohort
    ? [t.type[cohort.input.type], cohort.subject, cohort.assessment, cohort.organization].filter(Boolean).join(' · ')
    : t.sentence;
  return (
    <Page
      title={cohort?.input.name ?? t.one}
      sentence={about}
      above={<Link to="/cohorts">{t.title}</Link>}
      action={
        cohort ? (
          <StatusDot tone={cohort.closed ? 'quiet' : 'good'}>
            {cohort.closed ? t.closed : `${t.state.open} · ${exact(cohort.closesAt)}`}
          </StatusDot>
        ) : null
      }
    >
      <TabLinks
        label={t.tabs.label}
        tabs={[
          { to: `/cohorts/${id}`, label: t.tabs.people, exact: true },
          { to: `/cohorts/${id}/report`, label: t.tabs.report },
          { to: `/cohorts/${id}/settings`, label: t.tabs.settings },
        ]}
      />
      <Loaded query={query}>{(loaded) => <Outlet context={loaded} />}</Loaded>
    </Page>
  );
}

export const useShownCohort = () => useOutletContext<CohortDetail>();
