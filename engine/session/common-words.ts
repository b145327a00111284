/**
 * Words that most common passwords are made of, longest first, so that a short one does not cut a long one in two. Of those that
 * have twelve signs and more nearly all are one or two of them with figures, a year or a walk over the keys.
 */
export const commonWords: readonly string[] = (
  'password passwort passphrase motdepasse contrasena wachtwoord parola haslo salasana senha mima woaini woaini1314 qwerty qwertyui qwertz azerty ' +
  'asdfgh asdf zxcvbn zxcv qazwsx iloveyou ilove iloveu youandme loveyou lovely lover loves love forever always together welcome letmein login logon admin ' +
  'administrator manager master superuser superman batman spiderman pokemon starwars naruto dragon monkey shadow sunshine moonlight princess prince ' +
  'queen king angel heaven jesus christ blessed amen godisgood football baseball basketball soccer hockey liverpool chelsea arsenal barcelona ' +
  'realmadrid manchester united juventus summer winter spring autumn january february march april june july august september october november ' +
  'december monday tuesday wednesday thursday friday saturday sunday secret secure security private computer internet samsung iphone android google ' +
  'facebook instagram whatsapp business shopbell twitter youtube amazon microsoft windows apple computer1 hello hallo bonjour nihao changeme change ' +
  'default guest user test testing temp temporary demo sample example trustno whatever nothing something everything anything fuckyou fuck bitch ' +
  'asshole money dollar million billion lucky happy smile sweet sugar honey cookie chocolate coffee cheese banana orange cherry strawberry pepper ' +
  'flower rose lily daisy jasmine butterfly tiger lion panda eagle wolf kitty kitten puppy doggy cat dog bear rabbit dolphin turtle michael michelle ' +
  'jessica jennifer ashley amanda daniel david andrew anthony joshua matthew robert thomas charlie jordan nicole samantha elizabeth alexander ' +
  'alexandra christopher jonathan benjamin william george maria anna sofia emma olivia maggie buster hunter ranger thunder lightning rainbow diamond ' +
  'silver golden purple yellow green black white blue red mother father mommy daddy family friends friend sister brother baby babygirl babyboy ' +
  'freedom liberty america england canada australia taiwan taipei hongkong singapore china india indonesia malaysia brasil mexico france germany ' +
  'london paris tokyo newyork company office store shop boss owner staff tea market service customer number one two three four five six ' +
  'seven eight nine zero abc abcd abcdef aaa xxx the and you for'
)
  .split(' ')
  .toSorted((one, other) => other.length - one.length)
