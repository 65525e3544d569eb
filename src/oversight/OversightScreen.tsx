import { View } from '@tarojs/components';
import { observer } from 'mobx-react-lite';
import type { ReactNode } from 'react';
import { Button } from '../components/Button';
import { Empty } from '../components/Empty';
import { SecondFactorSheet } from '../desk/DeskScreen';
import { useDesk } from '../desk/useDesk';
import { replace } from '../screen/navigation';
import { Screen } from '../screen/Screen';
import { useOversight } from './useOversight';

export interface OversightScreenProps {
  readonly title: string;
  readonly children: ReactNode;
}

/** What every page of oversight stands in: closed to all but supervisors, with the second factor where it is needed. */
export const OversightScreen = observer(function OversightScreen({ title, children }: OversightScreenProps) {
  const { session } = useDesk().desk;
  const { t } = useOversight();
  return (
    <Screen title={{ words: title }}>
      {session.post?.role === 'supervisor' ? (
        <View>{children}</View>
      ) : (
        <Empty id="oversight-closed" title={t('home.closed')}>
          <Button id="go-enter" onPress={() => replace('desk')}>
            {t('home.enter')}
          </Button>
        </Empty>
      )}
      {session.confirming ? <SecondFactorSheet /> : null}
    </Screen>
  );
});
