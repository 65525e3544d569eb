import { Text, View } from '@tarojs/components';
import { useRouter } from '@tarojs/taro';
import { observer } from 'mobx-react-lite';
import { languages } from '../../i18n/language';
import { fillFrom, phraseOf } from '../../i18n/phraseBook';
import type { PhraseValues } from '../../i18n/translate';
import { parameter } from '../../screen/navigation';
import { useLooking } from '../../screen/useLooking';
import { type Call, type Display, DisplayStore } from '../../stores/DisplayStore';
import { useStores } from '../../stores/storeContext';
import { displayPhrases } from './phrases';
import './index.scss';

/** Seconds between two looks, with a network or without. */
const LOOK = 3;
/** Large enough to read from ten metres; the calls before them are listed smaller. */
const LARGE = 2;
const LISTED = 6;

type Key = keyof (typeof displayPhrases)['zh-CN'];

const useDisplay = () => useStores().part(DisplayStore);

/** People in a hall look up: whose number is called, to which window. Runs by itself all day, in both languages. */
export default observer(function DisplayPage() {
  const { params } = useRouter();
  const display = useDisplay();
  const hall = parameter(params, 'hall');
  useLooking(
    async () => {
      if (hall !== undefined) await display.look(hall);
    },
    () => (hall === undefined ? null : LOOK),
  );
  const { value } = display.screen;
  return (
    <View className="display">
      {value === undefined ? (
        <View className="display__empty">
          <Both of={hall === undefined ? 'noHall' : 'coming'} />
        </View>
      ) : (
        <Calls of={value} />
      )}
    </View>
  );
});

/** Chinese, and English below it. */
function Both({ of, values }: { of: Key; values?: PhraseValues }) {
  return (
    <>
      {languages.map((language) => (
        <View key={language} className={`display__${language === 'en' ? 'second' : 'first'}`}>
          {fillFrom(displayPhrases, language, of, values)}
        </View>
      ))}
    </>
  );
}

const Calls = observer(function Calls({ of }: { of: Display }) {
  const { oldSeconds } = useDisplay();
  const { hallName, called, waiting, windowsOpen, wait } = of;
  const count = waiting.reduce((sum, lane) => sum + lane.count, 0);
  return (
    <>
      <View className="display__head">
        <View>
          <View className="display__hall">{hallName.zh}</View>
          <View className="display__second">{hallName.en}</View>
        </View>
        <View className="display__queue">
          <View>
            <Both of="waiting" values={{ count }} />
          </View>
          <View>
            <Both of="windows" values={{ count: windowsOpen }} />
          </View>
        </View>
      </View>
      <Old />
      {called.length === 0 ? (
        <View id="nobody" className="display__empty">
          <Both of="nobody" />
        </View>
      ) : (
        <View className="display__calls">
          {called.slice(0, LARGE).map((call) => (
            <LargeCall key={call.number} call={call} />
          ))}
          <View className="display__list">
            {called.slice(LARGE, LARGE + LISTED).map((call) => (
              <ListedCall key={call.number} call={call} />
            ))}
          </View>
        </View>
      )}
      {wait === undefined || oldSeconds !== undefined ? null : (
        <View className="display__foot">
          <Both of="wait" values={{ ...wait }} />
        </View>
      )}
    </>
  );
});

const LargeCall = observer(function LargeCall({ call }: { call: Call }) {
  const isNew = useDisplay().isNew(call);
  const { number, window, again } = call;
  return (
    <View id={`call-${number}`} className={`display__call ${isNew ? 'display__call--new' : ''}`}>
      <Text className="display__number">{number}</Text>
      <Text className="display__arrow">→</Text>
      <View className="display__window">
        <Text className="display__window-number">{window}</Text>
        <View>
          <Both of={again ? 'again' : 'window'} />
        </View>
      </View>
    </View>
  );
});

const ListedCall = observer(function ListedCall({ call }: { call: Call }) {
  const isNew = useDisplay().isNew(call);
  return (
    <View id={`call-${call.number}`} className={`display__listed ${isNew ? 'display__listed--new' : ''}`}>
      <Text>{call.number}</Text>
      <Text>→ {call.window}</Text>
    </View>
  );
});

/** A screen that cannot ask says so, and how old its calls are. */
const Old = observer(function Old() {
  const { oldSeconds } = useDisplay();
  if (oldSeconds === undefined) return null;
  return (
    <View id="old" className="display__old">
      {languages.map((language) => {
        const age =
          oldSeconds < 120
            ? phraseOf(displayPhrases, language, 'seconds', { count: oldSeconds })
            : phraseOf(displayPhrases, language, 'minutes', { count: Math.round(oldSeconds / 60) });
        return <View key={language}>{phraseOf(displayPhrases, language, 'old', { age })}</View>;
      })}
    </View>
  );
});
