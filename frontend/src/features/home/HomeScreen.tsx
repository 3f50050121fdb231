import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, Navigate } from 'react-router';
import { api } from '@/api';
import { texts } from '@/app/texts';
import { useSite } from '@/app/useSite';
import { Loaded } from '@/components/Loaded';
import { Page } from '@/components/Page';
import { Figures } from './Figures';
import classes from './HomeScreen.module.css';
import { Levels } from './Levels';
import { NeedsYou } from './NeedsYou';
import { RegistrationsChart } from './RegistrationsChart';
import { ResponseStates } from './ResponseStates';
import { SetupGuide } from './SetupGuide';
import { CompletedChart, ScoreBars } from './WorkCharts';

export function HomeScreen() {
  const t = texts.home;
  const isNew = useSite().data?.isNew;
  const query = useQuery({
    queryKey: ['home'],
    queryFn: () => api.home.Overview(),
    refetchInterval: 15_000,
    enabled: isNew === false,
  });
  if (isNew) return <Navigate to="/welcome" replace />;
  return (
    <Page
      title={t.title}
      sentence={t.sentence}
      action={
        <Button component={Link} to="/rehearsal">
          {t.rehearse}
        </Button>
      }
    >
      <Loaded query={query}>
        {(overview) => (
          <div className={classes.columns}>
            <SetupGuide overview={overview} />
            <div className={classes.column}>
              <NeedsYou items={overview.attention} />
              <section className={classes.card} aria-labelledby="registrations-title">
                <RegistrationsChart weeks={overview.registrations} />
                <Figures figures={overview.figures} />
              </section>
              <section className={classes.card} aria-label={t.figures}>
                <ResponseStates shares={overview.responses} />
                <CompletedChart weeks={overview.completed} />
                <ScoreBars scores={overview.scores} />
                <Levels shares={overview.levels} />
              </section>
            </div>
          </div>
        )}
      </Loaded>
    </Page>
  );
}
