import { View } from '@tarojs/components';
import { observer } from 'mobx-react-lite';
import type { ReviewedRequest } from '../../../contract/requests';
import { undecidedStatuses } from '../../../domain/requests/requestStatus';
import { formatInstant } from '../../i18n/dates';
import { useStores } from '../../stores/storeContext';
import { useReview } from './useReview';

/** How long a request has waited and by when it is due. */
export const Waiting = observer(function Waiting({ request }: { request: ReviewedRequest }) {
  const { settings } = useStores();
  const { t } = useReview();
  const { ageMinutes, dueAt, overdue, status } = request;
  if (!undecidedStatuses.includes(status)) return null;
  const time = formatInstant(settings.language, dueAt);
  const [unit, minutes] =
    ageMinutes < 60
      ? (['minutes', 1] as const)
      : ageMinutes < 48 * 60
        ? (['hours', 60] as const)
        : (['days', 24 * 60] as const);
  return (
    <View className={overdue ? 'bad' : 'hint'}>
      {overdue ? '! ' : ''}
      {t(overdue ? 'overdue' : 'due', { time })} ·{' '}
      {t(`age.${unit}`, { count: Math.floor(ageMinutes / minutes) })}
    </View>
  );
});
