import { makeAutoObservable } from 'mobx';
import type { OutputOf, Rooms } from '../../contract/rooms';
import { askedQuestions, nextQuestion, questionsLeft, validAnswers } from '../../domain/guide/guideQuestions';
import { answersOf, type GuideAnswers } from '../../domain/guide/guideTable';
import { Loadable } from './Loadable';
import type { Forgetful, RootStore } from './RootStore';

export type GuideQuestion = OutputOf<Rooms['guide']['questions']>['questions'][number];
export type GuideAnswer = OutputOf<Rooms['guide']['answer']>;
export type GuideLane = GuideAnswer['lanes'][number];
export type Destinations = OutputOf<Rooms['guide']['listDestinations']>;

const KEY = 'guide-answers';
/** The second tap of a double tap must not answer the question that has just come. Milliseconds. */
const SETTLING = 300;

/** "What do I need?": the questions one at a time, and what the answers lead to. Answers stay on this phone only. */
export class GuideStore implements Forgetful {
  readonly questions: Loadable<readonly GuideQuestion[]>;
  readonly result: Loadable<GuideAnswer>;
  readonly destinations: Loadable<Destinations>;
  /** As they were given; only those that count are used. */
  private given: GuideAnswers;
  /** Answers that were taken back, to be found again. */
  private before: GuideAnswers = {};
  private chosenAt = 0;
  private readonly root: RootStore;

  constructor(root: RootStore) {
    const { storage, clock } = root;
    this.root = root;
    this.questions = new Loadable({ clock, keep: { storage, key: 'guide-questions' } });
    this.result = new Loadable({ clock });
    this.destinations = new Loadable({ clock, keep: { storage, key: 'destinations' } });
    this.given = (storage.read(KEY) ?? {}) as GuideAnswers;
    makeAutoObservable<this, 'root' | 'chosenAt'>(this, {
      root: false,
      chosenAt: false,
      questions: false,
      result: false,
      destinations: false,
    });
  }

  async load(): Promise<void> {
    await this.questions.load(async () => (await this.root.api.call('guide', 'questions', {})).questions);
    await this.loadResult();
  }

  loadDestinations(): Promise<void> {
    return this.destinations.load(() => this.root.api.call('guide', 'listDestinations', {}));
  }

  get answers(): GuideAnswers {
    return validAnswers(this.questions.value ?? [], this.given);
  }

  /** The question to be answered now with the answers that it offers, or undefined when the result is due. */
  get question(): GuideQuestion | undefined {
    const question = nextQuestion(this.questions.value ?? [], this.answers);
    return question === undefined ? undefined : { ...question, answers: answersOf(question, this.answers) };
  }

  /** The questions answered so far, each with what was answered. */
  get answered(): readonly { readonly question: GuideQuestion; readonly answer: string }[] {
    return askedQuestions(this.questions.value ?? [], this.answers).map((question) => ({
      question,
      answer: this.answers[question.id] ?? '',
    }));
  }

  /** How many questions can still come, the present one included. */
  get left(): number {
    return questionsLeft(this.questions.value ?? [], this.answers);
  }

  /** What was answered to the present question before one went back to it. */
  chosenBefore(question: string): string | undefined {
    return this.before[question];
  }

  async choose(question: string, answer: string): Promise<void> {
    const now = this.root.clock();
    const since = now - this.chosenAt;
    // A clock that was set back says nothing about how fast the finger was.
    if (since >= 0 && since < SETTLING) return;
    this.chosenAt = now;
    this.keep({ ...this.given, [question]: answer });
    await this.loadResult({ forget: true });
  }

  /** One step back: the last answer is taken away, and remembered as the one that was chosen. */
  back(): void {
    const last = this.answered.at(-1);
    if (last === undefined) return;
    const { [last.question.id]: taken = '', ...rest } = this.answers;
    this.before = { ...this.before, [last.question.id]: taken };
    this.chosenAt = 0;
    this.keep(rest);
    this.result.forget();
  }

  restart(): void {
    this.before = {};
    this.chosenAt = 0;
    this.keep({});
    this.result.forget();
  }

  forget(): void {
    this.restart();
    this.root.storage.remove(KEY);
  }

  /** Asks what the answers lead to as soon as the last one is given. */
  private async loadResult({ forget = false } = {}): Promise<void> {
    if (this.questions.value === undefined || this.question !== undefined) return;
    const answers = { ...this.answers };
    await this.result.load(() => this.root.api.call('guide', 'answer', { answers }), { forget });
  }

  private keep(given: GuideAnswers): void {
    this.given = given;
    this.root.storage.write(KEY, given);
  }
}
