import { Button } from '@mantine/core';
import { IconCheck, IconCopy } from '@tabler/icons-react';
import { type ReactNode, useEffect, useId, useState } from 'react';
import { copyText } from '@/api/system';
import { texts } from '@/app/texts';
import classes from './CopyField.module.css';
import { sayFault } from './notices';

interface CopyFieldProps {
  label: string;
  value: string;
  /** The button's word: "Copy", "Copy URL", "Copy link". */
  button?: string;
  /** What was copied, for the sentence that confirms it: "Registration link". */
  what?: string;
  help?: ReactNode;
  /** Copies in a way of its own, where copying is counted. */
  onCopy?: () => Promise<void>;
}

/** A value to take away. The button says what was copied, on screen and to a screen reader. */
export function CopyField({ label, value, button = texts.app.copy, what = label, help, onCopy }: CopyFieldProps) {
  const id = useId();
  return (
    <div>
      <label className={classes.label} htmlFor={id}>
        {label}
      </label>
      <div className={classes.box}>
        <input
          id={id}
          className={`${classes.value} mono`}
          value={value}
          readOnly
          onFocus={(event) => event.currentTarget.select()}
          dir="ltr"
        />
        <CopyButton value={value} what={what} button={button} onCopy={onCopy} quiet />
      </div>
      {help ? <div className={classes.help}>{help}</div> : null}
    </div>
  );
}

interface CopyButtonProps {
  value: string;
  what: string;
  button?: string;
  /** Without a border, inside a field. */
  quiet?: boolean;
  onCopy?: () => Promise<void>;
}

export function CopyButton({ value, what, button = texts.app.copy, quiet = false, onCopy }: CopyButtonProps) {
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    if (!copied) return;
    const timer = window.setTimeout(() => setCopied(false), 2500);
    return () => window.clearTimeout(timer);
  }, [copied]);

  const copy = async () => {
    try {
      await (onCopy ? onCopy() : copyText(value));
      setCopied(true);
    } catch (thrown) {
      sayFault(thrown);
    }
  };

  const Icon = copied ? IconCheck : IconCopy;
  return (
    <>
      <Button
        size="compact-sm"
        variant={quiet ? 'subtle' : 'default'}
        color={quiet ? 'act' : undefined}
        onClick={copy}
        leftSection={<Icon size={14} stroke={1.5} aria-hidden="true" />}
      >
        {button}
      </Button>
      <span role="status" className={copied ? classes.said : 'visually-hidden'}>
        {copied ? texts.app.copied(what) : ''}
      </span>
    </>
  );
}
