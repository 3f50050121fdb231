import { IconFlask, IconSeedling } from '@tabler/icons-react';
import { useEffect, useRef } from 'react';
import { Navigate, useSearchParams } from 'react-router';
import { api } from '@/api';
import mark from '@/app/mark.svg';
import { texts } from '@/app/texts';
import { useSite } from '@/app/useSite';
import { Loaded } from '@/components/Loaded';
import { sayDone, sayFault } from '@/components/notices';
import { TaskProgress } from '@/components/TaskProgress';
import { useTask } from '@/components/useTask';
import { StartForm } from './StartForm';
import classes from './WelcomeScreen.module.css';

/** The first thing on a new site: how it begins. A site that has begun has no such screen. */
export function WelcomeScreen() {
  const t = texts.welcome;
  const site = useSite();
  useEffect(() => {
    document.title = `${texts.welcome.title} · ${texts.app.name}`;
  }, []);
  return (
    <main className={classes.screen}>
      <div className={classes.column}>
        <header className={classes.head}>
          <img src={mark} alt="" width={44} height={44} />
          <h1 className={classes.title}>{t.title}</h1>
          <p className={classes.sentence}>{t.sentence}</p>
        </header>
        <Loaded query={site}>
          {(info) => (info.isNew || info.isSample ? <Ways isSample={info.isSample} /> : <Navigate to="/" replace />)}
        </Loaded>
        {site.data ? <p className={classes.folder}>{t.folder(site.data.dataFolder)}</p> : null}
      </div>
    </main>
  );
}

function Ways({ isSample }: { isSample: boolean }) {
  const t = texts.welcome;
  const [params, setParams] = useSearchParams();
  const begun = useRef(false); // a second click comes before the first was answered
  const task = useTask(({ state }) => {
    begun.current = state === 'done';
    if (state === 'done') sayDone(t.explored);
  });
  if (params.get('way') === 'empty' && !isSample) return <StartForm onBack={() => setParams({}, { replace: true })} />;
  // Sample data that are there already have their own way back on every screen.
  if (isSample && (!task.state || task.state.state === 'done')) return <Navigate to="/" replace />;
  if (task.state && (task.running || task.state.state === 'done')) {
    return (
      <section className={classes.card} aria-label={t.exploring}>
        <TaskProgress task={task} />
      </section>
    );
  }
  return (
    <>
      {task.state ? <TaskProgress task={task} /> : null}
      <div className={classes.ways}>
        <Way
          Icon={IconSeedling}
          title={t.empty}
          sentence={t.emptySentence}
          onChoose={() => setParams({ way: 'empty' })}
        />
        <Way
          Icon={IconFlask}
          title={t.explore}
          sentence={t.exploreSentence}
          onChoose={() => {
            if (begun.current) return;
            begun.current = true;
            task
              .start(() => api.firstStart.Explore())
              .catch((thrown) => {
                begun.current = false;
                sayFault(thrown);
              });
          }}
        />
      </div>
    </>
  );
}

interface WayProps {
  Icon: typeof IconFlask;
  title: string;
  sentence: string;
  onChoose: () => void;
}

function Way({ Icon, title, sentence, onChoose }: WayProps) {
  return (
    <button type="button" className={classes.way} onClick={onChoose}>
      <Icon size={26} stroke={1.5} aria-hidden="true" />
      <span className={classes.wayTitle}>{title}</span>
      <span className={classes.waySentence}>{sentence}</span>
    </button>
  );
}
