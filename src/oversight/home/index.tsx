import { View } from '@tarojs/components';
import { useDidShow } from '@tarojs/taro';
import { observer } from 'mobx-react-lite';
import { Line } from '../../components/Line';
import { go } from '../../screen/navigation';
import type { Loadable } from '../../stores/Loadable';
import { OversightScreen } from '../OversightScreen';
import { useOversight } from '../useOversight';

/** A supervisor sees what waits for them, and goes there. */
export default observer(function OversightPage() {
  const { oversight, t } = useOversight();
  useDidShow(() => {
    void oversight.loadAppeals();
    void oversight.loadLetters();
  });
  return (
    <OversightScreen title={t('home.title')}>
      <View>
        <Line
          id="go-appeals"
          text={t('home.appeals')}
          value={countOf(oversight.appeals)}
          onPress={() => go('oversight-appeals')}
        />
        <Line
          id="go-letters"
          text={t('home.letters')}
          value={countOf(oversight.letters)}
          onPress={() => go('oversight-letters')}
        />
        <Line
          id="go-patterns"
          text={t('home.patterns')}
          hint={t('home.patternsHint')}
          onPress={() => go('oversight-patterns')}
        />
        <Line
          id="go-staff"
          text={t('home.staff')}
          hint={t('home.staffHint')}
          onPress={() => go('oversight-staff')}
        />
        <Line
          id="go-audit"
          text={t('home.audit')}
          hint={t('home.auditHint')}
          onPress={() => go('oversight-audit')}
        />
      </View>
    </OversightScreen>
  );
});

/** As many as wait; nothing while that is not known. */
function countOf({ value }: Loadable<readonly unknown[]>): string {
  return value === undefined ? '›' : `${value.length} ›`;
}
