import { Text, View } from '@tarojs/components';
import { observer } from 'mobx-react-lite';
import type { ReactNode } from 'react';
import type { ApiError } from '../api/ApiError';
import { Button } from '../components/Button';
import { Empty } from '../components/Empty';
import { Notice } from '../components/Notice';
import { Skeleton } from '../components/Skeleton';
import type { Loadable } from '../stores/Loadable';
import { useStores } from '../stores/storeContext';

export interface LoadedProps<Value> {
  readonly of: Loadable<Value>;
  readonly onRetry: () => void;
  /** How tall the skeleton is, in lines. */
  readonly lines?: number;
  /** Another part of the page says already that what it shows is old. */
  readonly quiet?: boolean;
  readonly children: (value: Value) => ReactNode;
}

/** Shows a value, or that it is coming, or why it is not; a last good value stays, with its age. */
export const Loaded = observer(function Loaded<Value>({
  of,
  onRetry,
  lines = 3,
  quiet = false,
  children,
}: LoadedProps<Value>) {
  const { t } = useStores().settings;
  const { value, error, at } = of;
  if (value === undefined) {
    return error === undefined ? (
      <Skeleton label={t('common.loading')} lines={lines} />
    ) : (
      <Failure error={error} onRetry={onRetry} />
    );
  }
  return (
    <View>
      {error === undefined || quiet ? null : <Stale error={error} at={at} onRetry={onRetry} />}
      {children(value)}
    </View>
  );
});

interface FailureProps {
  readonly error: ApiError;
  readonly onRetry: () => void;
}

const Failure = observer(function Failure({ error, onRetry }: FailureProps) {
  const { settings, city } = useStores();
  const { t } = settings;
  const title = error.offline ? t('common.offlineEmpty') : settings.error(error.code, error.details);
  const hotline = city.city.value?.city.hotline ?? '12367';
  const hint =
    error.requestId === '' ? {} : { hint: t('common.support', { hotline, id: error.requestId.slice(-8) }) };
  return (
    <Empty id="load-error" title={title} {...hint}>
      <Button id="retry" kind="plain" onPress={onRetry}>
        {error.code === 'NOT_SIGNED_IN' ? t('signIn.button') : t('common.retry')}
      </Button>
    </Empty>
  );
});

const Stale = observer(function Stale({ error, at, onRetry }: FailureProps & { readonly at: number }) {
  const { settings } = useStores();
  const { t } = settings;
  const minutes = Math.floor((Date.now() - at) / 60_000);
  const age = minutes < 1 ? t('common.offlineNow') : t('common.offline', { minutes });
  return (
    <Notice kind="warn" id="stale">
      <View className="row row--spread">
        <Text className="grow">{error.offline ? age : settings.error(error.code, error.details)}</Text>
        <Text id="retry" className="link" ariaRole="button" onClick={onRetry}>
          {t('common.retry')}
        </Text>
      </View>
    </Notice>
  );
});
