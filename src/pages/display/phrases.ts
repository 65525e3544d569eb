import { phraseBook } from '../../i18n/phraseBook';

/** Of the screen in a hall, which shows both languages at once. */
export const displayPhrases = phraseBook(
  {
    called: '请到窗口',
    number: '号码',
    window: '窗口',
    windowOf: '{window}号窗口',
    again: '再次呼叫',
    nobody: '现在没有叫号',
    waiting: '{count}人在等',
    waitingPeople: '等候',
    wait: '现在取号约等{from}–{to}分钟',
    windows: '{count}个窗口在办',
    old: '网络不通，这是{age}前的叫号，请听工作人员',
    seconds: '{count}秒',
    minutes: '{count}分钟',
    coming: '正在连接',
    noHall: '网址里要写明大厅，如 hall=xihu',
  },
  {
    called: 'Please go to the window',
    number: 'Number',
    window: 'Window',
    windowOf: 'Window {window}',
    again: 'Called again',
    nobody: 'Nobody is called now',
    waiting: 'Waiting: {count}',
    waitingPeople: 'Waiting',
    wait: 'A ticket now waits about {from}–{to} min',
    windows: 'Windows open: {count}',
    old: 'No network. These calls are from {age} ago. Please listen to the staff.',
    seconds: '{count} s',
    minutes: '{count} min',
    coming: 'Connecting',
    noHall: 'The address must name the hall, e.g. hall=xihu',
  },
);
