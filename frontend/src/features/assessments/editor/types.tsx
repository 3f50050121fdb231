import {
  IconAlignLeft,
  IconCalendar,
  IconCircleDot,
  IconCursorText,
  IconHash,
  type IconProps,
  IconSquareCheck,
  IconTimeline,
} from '@tabler/icons-react';
import type { ComponentType } from 'react';
import type { QuestionType } from './definition';

const ICONS: Record<QuestionType, ComponentType<IconProps>> = {
  single_choice: IconCircleDot,
  multiple_choice: IconSquareCheck,
  scale: IconTimeline,
  number: IconHash,
  short_text: IconCursorText,
  long_text: IconAlignLeft,
  date: IconCalendar,
};

/** The picture of a question type. */
export function TypeIcon({ type, size = 16 }: { type: QuestionType; size?: number }) {
  const Icon = ICONS[type] ?? IconCursorText;
  return <Icon size={size} stroke={1.5} aria-hidden="true" />;
}
