import { runInAction } from 'mobx';
import { renderToStaticMarkup } from 'react-dom/server';
import { aPhone } from '../../tests/support/phone';
import type { Language } from '../i18n/language';
import type { Person } from '../stores/PeopleStore';
import { StoreContext } from '../stores/storeContext';
import { CitizensOnly } from './CitizensOnly';

// The phone's own library runs on phones only; nothing is tapped here.
jest.mock('@tarojs/taro', () => ({ __esModule: true, default: {} }));

function screen(language: Language, documentType: Person['documentType']): string {
  const { stores } = aPhone();
  runInAction(() => {
    stores.settings.language = language;
  });
  stores.people.people.accept([
    {
      id: '00000000-0000-4000-8000-000000000001',
      name: 'A***',
      documentType,
      documentNumber: 'P*****12',
      residence: 'out-of-province',
      needsGuardian: false,
      mayBeGuardian: true,
      guardianOf: [],
    },
  ]);
  return renderToStaticMarkup(
    <StoreContext.Provider value={stores}>
      <CitizensOnly />
    </StoreContext.Provider>,
  );
}

it.each([
  ['en', 'resident-id', 'Visas and residence permits'],
  ['zh-CN', 'passport', '签证和居留许可'],
  ['zh-CN', 'permanent-residence-card', '签证和居留许可'],
] as const)('tells whoever may be a foreigner (%s, %s) what is not booked here', (language, type, words) => {
  expect(screen(language, type)).toContain(words);
});

it('leaves citizens alone', () => {
  expect(screen('zh-CN', 'resident-id')).toBe('');
  expect(screen('zh-CN', 'hmt-residence-permit')).toBe('');
});
