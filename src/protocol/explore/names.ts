/**
 * Names of sources: no English word, none a part of another one, and none of the bank's people. Runs of
 * old are held again with these: append, and change nothing.
 */
export const NAMES: readonly string[] = [
  ...['Agnieszka', 'Alejandra', 'Bogdan', 'Camille', 'Chidi', 'Dagny', 'Dariusz', 'Ebele'],
  ...['Eskil', 'Fabrizio', 'Fenna', 'Gulnara', 'Gwendolyn', 'Hamza', 'Hiroshi', 'Ileana'],
  ...['Ismail', 'Jelena', 'Joaquim', 'Kalinda', 'Kwame', 'Lieke', 'Lorenzo', 'Malik'],
  ...['Mireille', 'Ngozi', 'Niamh', 'Ottoline', 'Parvati', 'Quentin', 'Ramona', 'Rasmus'],
  ...['Shirin', 'Stellan', 'Takumi', 'Thandiwe', 'Ulrika', 'Vasilis', 'Wambui', 'Xiomara'],
  ...['Yevgeni', 'Zainab', 'Zoltan', 'Anneliese'],
];
