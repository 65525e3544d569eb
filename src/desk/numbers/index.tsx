import { Text, View } from '@tarojs/components';
import Taro, { useDidShow, usePullDownRefresh } from '@tarojs/taro';
import { observer } from 'mobx-react-lite';
import { Button } from '../../components/Button';
import { Card } from '../../components/Card';
import { Empty } from '../../components/Empty';
import { formatDate } from '../../i18n/dates';
import { say } from '../../screen/asking';
import { Loaded } from '../../screen/Loaded';
import { type Numbers, type Span, spans } from '../../stores/DeskNumbersStore';
import { useStores } from '../../stores/storeContext';
import { DeskScreen } from '../DeskScreen';
import { serviceName } from '../entryText';
import { Options } from '../Options';
import { useDesk } from '../useDesk';
import './index.scss';

/** A lead sees what the hall did, and takes it along as a table. */
export default observer(function NumbersPage() {
  const { city } = useStores();
  const { desk, t } = useDesk();
  const { numbers } = desk;
  const load = async (span: Span) => {
    await city.ensure();
    await numbers.show(span, city.today ?? '');
  };
  useDidShow(() => {
    void load(numbers.span);
  });
  usePullDownRefresh(() => {
    void load(numbers.span).finally(() => Taro.stopPullDownRefresh());
  });
  return (
    <DeskScreen title={t('numbers.title')} page="numbers" withBar>
      <Options
        label={t('numbers.span')}
        name="span"
        options={(Object.keys(spans) as Span[]).map((value) => ({ value, text: t(`numbers.${value}`) }))}
        chosen={[numbers.span]}
        onPress={(span) => void load(span)}
      />
      <Loaded of={numbers.numbers} onRetry={() => void load(numbers.span)}>
        {(value) => (
          <View>
            <Totals total={value.total} />
            {value.lines.length === 0 ? (
              <Empty id="no-numbers" title={t('numbers.none')} />
            ) : (
              <View>
                <Lines value={value} />
                <Days />
              </View>
            )}
          </View>
        )}
      </Loaded>
      <CsvBar />
    </DeskScreen>
  );
});

const Totals = observer(function Totals({ total }: { total: Numbers['total'] }) {
  const { t } = useDesk();
  const { accepted, served, waiting, missed, people, averageWaitMinutes } = total;
  const average =
    averageWaitMinutes === undefined
      ? '—'
      : t('numbers.minutes', { minutes: Math.round(averageWaitMinutes) });
  const tiles = [
    ['accepted', accepted],
    ['served', served],
    ['waiting', waiting],
    ['average', average],
    ['missed', missed],
    ['people', people],
  ] as const;
  return (
    <View className="numbers__tiles">
      {tiles.map(([name, value]) => (
        <View key={name} id={`total-${name}`} className="numbers__tile">
          <Text className="numbers__value">{value}</Text>
          <Text className="numbers__name">{t(`numbers.${name}`)}</Text>
        </View>
      ))}
    </View>
  );
});

/** Each lane and service, all days of the span together. */
const Lines = observer(function Lines({ value }: { value: Numbers }) {
  const { city, settings } = useStores();
  const { desk, t } = useDesk();
  return (
    <View>
      <View className="section">
        <Text>{t('numbers.byLine')}</Text>
      </View>
      <Card>
        {desk.numbers.sumByLine(value.lines).map(({ averageWaitMinutes: wait, ...line }) => (
          <View key={`${line.lane}-${line.service}`} className="numbers__line">
            <View className="strong">
              {t(`lane.${line.lane}`)} · {serviceName(city, settings, line.service)}
            </View>
            <View className="hint">{t('numbers.line', { ...line })}</View>
            {wait === undefined ? null : (
              <View className="hint">{t('numbers.lineWait', { minutes: Math.round(wait) })}</View>
            )}
          </View>
        ))}
      </Card>
    </View>
  );
});

const Days = observer(function Days() {
  const { settings } = useStores();
  const { desk, t } = useDesk();
  const { days } = desk.numbers;
  if (days.length < 2) return null;
  return (
    <View>
      <View className="section">
        <Text>{t('numbers.byDay')}</Text>
      </View>
      <Card>
        {days.map((day) => (
          <View key={day.date} className="numbers__line">
            <View className="strong">{formatDate(settings.language, day.date)}</View>
            <View className="hint">{t('numbers.day', { ...day })}</View>
          </View>
        ))}
      </Card>
    </View>
  );
});

const CsvBar = observer(function CsvBar() {
  const { platform } = useStores();
  const { desk, t } = useDesk();
  const { numbers } = desk;
  const give = async () => {
    const outcome = await numbers.giveCsv();
    if (outcome === 'copied') say(t('numbers.copied'));
    if (outcome === 'failed') say(t('numbers.failed'));
  };
  return (
    <View className="bar">
      <Button
        id="csv"
        kind="plain"
        disabled={numbers.numbers.value === undefined}
        onPress={() => void give()}
      >
        {t(platform.messageChannel === undefined ? 'numbers.csvSave' : 'numbers.csvCopy')}
      </Button>
    </View>
  );
});
