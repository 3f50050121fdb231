import { useQuery } from '@tanstack/react-query';
import { api } from '@/api';
import { texts } from '@/app/texts';
import { Loaded } from '@/components/Loaded';
import { Page } from '@/components/Page';
import { Figures } from './Figures';
import classes from './HomeScreen.module.css';
import { NeedsYou } from './NeedsYou';
import { RegistrationsChart } from './RegistrationsChart';
import { SetupGuide } from './SetupGuide';

export function HomeScreen() {
  const query = useQuery({ queryKey: ['home'], queryFn: () => api.home.Overview(), refetchInterval: 15_000 });
  return (
    <Page title={texts.home.title} sentence={texts.home.sentence}>
      <Loaded query={query}>
        {(overview) => (
          <div className={classes.columns}>
            <SetupGuide steps={overview.steps} done={overview.done} />
            <div className={classes.column}>
              <NeedsYou items={overview.attention} />
              <section className={classes.card} aria-labelledby="registrations-title">
                <RegistrationsChart weeks={overview.registrations} />
                <Figures figures={overview.figures} />
              </section>
            </div>
          </div>
        )}
      </Loaded>
    </Page>
  );
}
