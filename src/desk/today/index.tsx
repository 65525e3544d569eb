import { Text, View } from '@tarojs/components';
import Taro, { usePullDownRefresh } from '@tarojs/taro';
import { observer } from 'mobx-react-lite';
import { useState } from 'react';
import type { DeskEntry } from '../../../contract/desk';
import { Button } from '../../components/Button';
import { Card } from '../../components/Card';
import { Empty } from '../../components/Empty';
import { Field } from '../../components/Field';
import { sayError } from '../../screen/asking';
import { Loaded } from '../../screen/Loaded';
import { go } from '../../screen/navigation';
import { deskLists } from '../../stores/DeskTodayStore';
import { useStores } from '../../stores/storeContext';
import { DeskScreen } from '../DeskScreen';
import { peopleLine } from '../entryText';
import { useDesk } from '../useDesk';
import { useEvery } from '../useEvery';
import { CodeSheet } from './CodeSheet';
import { EntrySheet } from './EntrySheet';
import { GivenSheet } from './GivenSheet';
import './index.scss';

/** How often the lists are looked at. Milliseconds. */
const LOOK = 15_000;

/** Somebody stands at the door: they scan, and are in the queue. */
export default observer(function TodayPage() {
  const { city } = useStores();
  const { desk, t } = useDesk();
  const { today } = desk;
  const [opened, setOpened] = useState<DeskEntry>();
  const load = async () => {
    void city.ensure();
    await today.load();
  };
  useEvery(LOOK, () => void load());
  usePullDownRefresh(() => {
    void load().finally(() => Taro.stopPullDownRefresh());
  });
  return (
    <DeskScreen title={t('today.title')} page="today" withBar>
      <Search />
      <View className="today__content">
        {today.text.trim() === '' || (today.found.value === undefined && !today.found.loading) ? (
          <Lists onOpen={setOpened} onRetry={() => void load()} />
        ) : (
          <Found onOpen={setOpened} />
        )}
      </View>
      <Bar />
      {today.given === undefined ? null : <GivenSheet entry={today.given} />}
      {opened === undefined || today.given !== undefined ? null : (
        <EntrySheet entry={opened} onClose={() => setOpened(undefined)} />
      )}
    </DeskScreen>
  );
});

const Search = observer(function Search() {
  const { desk, t } = useDesk();
  const { today } = desk;
  return (
    <View className="desk-search">
      <View className="grow">
        <Field
          id="search"
          label={t('today.find')}
          hint={t('today.search')}
          value={today.text}
          onInput={(text) => today.write(text)}
        />
      </View>
      <Button id="find" kind="plain" disabled={today.text.trim() === ''} onPress={() => void today.search()}>
        {t('today.find')}
      </Button>
    </View>
  );
});

interface Opening {
  readonly onOpen: (entry: DeskEntry) => void;
}

const Found = observer(function Found({ onOpen }: Opening) {
  const { desk, t } = useDesk();
  const { today } = desk;
  return (
    <Loaded of={today.found} onRetry={() => void today.search()} lines={1}>
      {(entries) =>
        entries.length === 0 ? (
          <Empty id="not-found" title={t('today.notFound')} hint={t('today.notFoundHint')} />
        ) : (
          <Entries entries={entries} onOpen={onOpen} />
        )
      }
    </Loaded>
  );
});

/** The counts are the tabs. */
const Lists = observer(function Lists({ onOpen, onRetry }: Opening & { onRetry: () => void }) {
  const { desk, t } = useDesk();
  const { today } = desk;
  return (
    <Loaded of={today.today} onRetry={onRetry}>
      {({ counts, entries }) => (
        <View>
          <View className="today__tabs" ariaRole="tablist">
            {deskLists.map((list) => (
              <View
                key={list}
                id={`list-${list}`}
                className={`today__tab ${list === today.show ? 'today__tab--here' : ''}`}
                ariaRole="tab"
                onClick={() => void today.choose(list)}
              >
                <Text className="today__count">{counts[list]}</Text>
                <Text className="today__word">{t(`today.${list}`)}</Text>
              </View>
            ))}
          </View>
          {entries.length === 0 && !today.today.loading ? (
            <Empty id="list-empty" title={t('today.nobody')} />
          ) : (
            <Entries entries={entries} onOpen={onOpen} />
          )}
          {counts[today.show] > entries.length && entries.length > 0 ? (
            <View className="hint">{t('today.first', { count: entries.length })}</View>
          ) : null}
        </View>
      )}
    </Loaded>
  );
});

const Entries = observer(function Entries({ entries, onOpen }: Opening & { entries: readonly DeskEntry[] }) {
  return (
    <View>
      {entries.map((entry) => (
        <EntryCard key={entry.ticket ?? entry.reservation} entry={entry} onOpen={onOpen} />
      ))}
    </View>
  );
});

const EntryCard = observer(function EntryCard({ entry, onOpen }: Opening & { entry: DeskEntry }) {
  const { city, settings } = useStores();
  const { t } = useDesk();
  const { ticket, reservation, number, start = '', lane, booked, green } = entry;
  const state = stateText(entry, t);
  const appointment = number !== undefined && booked ? ` ${start}` : '';
  return (
    <Card
      id={`entry-${ticket ?? reservation ?? ''}`}
      label={`${number ?? start} ${state}`}
      onPress={() => onOpen(entry)}
    >
      <View className="row">
        <Text className="today__number">{number ?? start}</Text>
        <View className="grow">
          <View>{peopleLine(city, settings, entry)}</View>
          <View className="hint">
            {`${t(`lane.${lane}`)}${appointment}`}
            {green === undefined ? '' : ` · ${t(`green.${green}`)}`}
          </View>
        </View>
        <Text className="today__state">{state}</Text>
      </View>
    </Card>
  );
});

/** How long somebody waits, at which window they are, or what became of them. */
function stateText(
  { status, waitedMinutes = 0, window }: DeskEntry,
  t: ReturnType<typeof useDesk>['t'],
): string {
  if (status === 'waiting') return t('today.waited', { minutes: waitedMinutes });
  return window === undefined ? t(`status.${status}`) : t('window.here', { window });
}

const Bar = observer(function Bar() {
  const { platform, settings } = useStores();
  const { desk, t } = useDesk();
  const { today } = desk;
  const [typing, setTyping] = useState(false);
  const scan = async () => {
    if (!platform.canScan) return setTyping(true);
    const pass = await platform.scanCode();
    if (pass === undefined) return;
    try {
      await today.checkIn({ pass });
    } catch (error) {
      sayError(settings, error);
    }
  };
  return (
    <View>
      <View className="bar desk-bar">
        <View className="desk-bar__row">
          <Button id="go-issue" kind="plain" onPress={() => go('desk-issue')}>
            {t('today.issue')}
          </Button>
          <Button id="go-entrance" kind="plain" onPress={() => go('desk-entrance')}>
            {t('today.entrance')}
          </Button>
          {/* A camera may be refused, and a code may not be readable. */}
          {platform.canScan ? (
            <Button id="type-code" kind="plain" onPress={() => setTyping(true)}>
              {t('today.typeCode')}
            </Button>
          ) : null}
        </View>
        <View className="desk-bar__main">
          <Button id="scan" disabled={today.busy} onPress={() => void scan()}>
            {t(platform.canScan ? 'today.scan' : 'today.typeCode')}
          </Button>
        </View>
      </View>
      {typing ? <CodeSheet onClose={() => setTyping(false)} /> : null}
    </View>
  );
});
