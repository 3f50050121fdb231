import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { api } from '@/api';
import type { PartnerPart, PartnerSettings } from '@/api/types';
import { texts } from '@/app/texts';
import { Loaded } from '@/components/Loaded';
import { Moment } from '@/components/Moment';
import { Name } from '@/components/Name';
import { Tag } from '@/components/Tag';
import classes from './MadeTab.module.css';
import { useShownOrganization } from './OrganizationScreen';
import overview from './OverviewTab.module.css';

const t = texts.organizations.made;

/** What partners made under Organization Settings. It stays in force, and is shown here, while PRT-4 is off. */
export function MadeTab() {
  const { id } = useShownOrganization();
  const query = useQuery({
    queryKey: ['organizations', 'made', id],
    queryFn: () => api.organizations.PartnerSettings(id),
  });
  return <Loaded query={query}>{(made) => <Made made={made} />}</Loaded>;
}

function Made({ made }: { made: PartnerSettings }) {
  return (
    <div className={overview.columns}>
      <Part id="classifiers" title={t.classifiers} part={made.classifiersPart} none={t.noClassifiers}>
        {made.classifiers.map(({ name, choices, from }) => (
          <li key={`${name}-${from}`}>
            <Line name={name} from={from} />
            <span className={classes.choices} dir="auto">
              {choices.join(', ')}
            </span>
          </li>
        ))}
      </Part>
      <Part id="roles" title={t.roles} part={made.rolesPart} none={t.noRoles}>
        {made.roles.map(({ name, from }) => (
          <li key={`${name}-${from}`}>
            <Line name={name} from={from} />
          </li>
        ))}
      </Part>
      <Part id="drivers" title={t.drivers} part={made.driversPart} none={t.noDrivers}>
        {made.drivers.map(({ assessment, name, isOn, isOwn, from }) => (
          <li key={`${assessment}-${name}`} className={classes.driver}>
            <span>
              <Name>{name}</Name>
              <span className={classes.choices}>
                <Name>{assessment}</Name>
              </span>
            </span>
            <span className={classes.value}>
              <b>{isOn ? t.on : t.isOff}</b>
              <span className={classes.choices} dir="auto">
                {isOwn ? t.own : from ? t.from(from) : t.byDefault}
              </span>
            </span>
          </li>
        ))}
      </Part>
      <Part id="texts" title={t.texts} part={made.textsPart} none={t.noTexts}>
        {made.texts.map(({ kind, label, language, subject, body, updatedAt }) => (
          <li key={`${kind}-${language}`}>
            <details>
              <summary>
                <b>{label}</b> · {language || t.everyLanguage} · <Moment at={updatedAt} />
              </summary>
              {subject ? (
                <p className={classes.subject} dir="auto">
                  {subject}
                </p>
              ) : null}
              <div className={classes.body} dir="auto">
                {body || t.empty}
              </div>
            </details>
          </li>
        ))}
      </Part>
    </div>
  );
}

interface PartProps {
  id: string;
  title: string;
  part: PartnerPart;
  /** What is said where there is nothing. */
  none: string;
  children: ReactNode[];
}

function Part({ id, title, part, none, children }: PartProps) {
  return (
    <section className={overview.card} aria-labelledby={`${id}-title`}>
      <h2 className={overview.title} id={`${id}-title`}>
        {title}
      </h2>
      <p className={classes.about}>
        {part.allowed ? t.allowed : t.off}{' '}
        {part.by ? (
          <span dir="auto">
            {t.changed(part.by)} <Moment at={part.at} />.
          </span>
        ) : null}
      </p>
      {children.length > 0 ? <ul className={classes.list}>{children}</ul> : <p className={classes.none}>{none}</p>}
    </section>
  );
}

function Line({ name, from }: { name: string; from: string }) {
  return (
    <span className={classes.line}>
      <Name>{name}</Name>
      {from ? <Tag>{t.from(from)}</Tag> : null}
    </span>
  );
}
