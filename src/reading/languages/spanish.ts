import type { Language } from '../language.ts';
import { counted, set, table } from './word-lists.ts';

const GIVEN =
  '(?:dad[oa]s?|indicad?[oa]?s?|indica|menciona\\w{0,2}|especifica\\w{0,2}|conoc\\w{1,4}|conozco|proporciona\\w{0,2}|sabe\\w{0,2}|dice\\w{0,1}|dicen|dicho|facilita\\w{0,2}|aparece\\w{0,1}|figura\\w{0,1}|definid[oa]|precisad?[oa]?|precisa|senala\\w{0,2}|establec\\w{1,4}|incluye\\w{0,1}|aclara\\w{0,2}|clar[oa]|disponible|informa\\w{0,2}|da\\b|dan\\b|hay\\b|consta\\b)';

const SOLVED =
  '(?:resolver\\w{0,3}|resuelv\\w{1,4}|resuelto|determina\\w{0,3}|calcul\\w{1,4}|responde\\w{0,3}|contesta\\w{0,3}|halla\\w{0,2}|encontra\\w{0,2}|obtener\\w{0,2}|saber\\w{0,2}|dar una respuesta|solucion\\w{0,3}|deduc\\w{1,4}|averigua\\w{0,2})';

export const spanish = {
  name: 'Spanish',
  script: /[¿¡]/,
  marks: set(
    'el los las que cual cuanto cuantos cuanta cuantas una del por para con se es y hay esta son como pero falta precio puede numero respuesta no al su lo si entonces total cada tiene le nos un la de en mas menos sin',
  ),
  decimalComma: true,
  numberWords: {
    ...counted(
      'cero uno dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince dieciseis diecisiete dieciocho diecinueve veinte veintiuno veintidos veintitres veinticuatro veinticinco veintiseis veintisiete veintiocho veintinueve treinta',
    ),
    ...table(
      'veintiun:21 cuarenta:40 cincuenta:50 sesenta:60 setenta:70 ochenta:80 noventa:90 cien:100 ciento:100 doscientos:200 doscientas:200 trescientos:300 trescientas:300 cuatrocientos:400 cuatrocientas:400 quinientos:500 quinientas:500 seiscientos:600 seiscientas:600 setecientos:700 ochocientos:800 novecientos:900 medio:1/2 media:1/2 mitad:1/2',
    ),
  },
  multipliers: table('mil:1000 millon:1000000 millones:1000000 docena:12 docenas:12'),
  parts: table(
    'tercio:1/3 tercios:1/3 cuarto:1/4 cuartos:1/4 quinto:1/5 quintos:1/5 octavos:1/8 decimos:1/10',
  ),
  joiners: set('y'),
  articles: set('un una'),
  abbreviations: set('p.ej ej sr sra dr etc aprox pag num min max'),
  stopWords: set(
    `el la los las un una unos unas lo al del de en a por para con sin sobre entre hasta desde y e o u ni que si no pero mas como cuando donde porque pues entonces asi tambien ya muy solo
    es son era eran fue ser esta estan estaba hay ha han habia tiene tienen tenia puede pueden podria podrias podrian debe seria
    yo tu el ella usted ustedes nosotros ellos ellas me te se le les nos mi su sus tus este esta estos estas ese esa eso esto aquel
    que cual cuales quien cuanto cuanta cuantos cuantas
    necesito necesita saber sabe decir dice digas dime diga dar dame indica indique indicar indicas proporcione proporciona proporcionar favor podrias gracias dato datos informacion valor valores problema enunciado pregunta respuesta texto
    correcto correcta verdadero realmente realidad exacto exacta exactamente algo algunos algunas mucho muchos todo`,
  ),
  fillers: set(
    `tengo tenemos contamos cuento falta creo pienso parece por favor proporcione proporciona proporcionar proporcionarme dame deme de da mas informacion datos dato detalles detalle adicional adicionales faltante faltantes faltan falta necesarios necesario necesaria completos completo completa todos todas
    el la los las un una unos que para poder resolver resolverlo responder contestar problema enunciado pregunta ejercicio este esta lo me nos se puede puedes podria podrias revisar revise revisa verificar verifique comprobar aclarar aclare aclara aclararlo especificar especifica especifique con y o en a al del si no es hay otra vez nuevamente necesito necesita
    gracias hola lo siento lamentablemente disculpa faltan suficientes suficiente insuficientes insuficiente dada dados datos algo mal error correctamente bien como esta asi puedo podemos pude logro consigo dar respuesta posible calcular saber ayudar ayudarte`,
  ),
  words: table(`
    tipo:#kind marca:#kind nombre:#kind
    precio:price precios:price coste:price costo:price cuesta:price cuestan:price vale:price
    valen:price tarifa:price importe:price paga:pay pagan:pay pagar:pay pago:pay pagaron:pay
    abona:pay dolar:dollar dolares:dollar euro:dollar euros:dollar centimos:dollar centavos:dollar
    francos:dollar pesos:dollar dinero:dollar cuota:fee ingreso:income ingresos:income gana:income
    ganan:income salario:income recauda:income ganancia:profit beneficio:profit gasta:spend
    gastan:spend gasto:spend gastaron:spend ahorra:save ahorran:save ahorro:save cambio:change
    vuelto:change velocidad:speed rapido:speed rapidez:speed ritmo:speed tasa:rate caudal:rate
    tiempo:time duracion:time dura:time tarda:time tardan:time tardaria:time hora:hour minuto:minute
    segundos:seconds dia:day diario:day semana:week semanal:week mes:month meses:month
    mensual:month ano:year anual:year sabado:weekend domingo:weekend edad:age viejo:age mayor:age
    distancia:distance lejos:distance separados:distance recorrido:distance
    trayecto:distance|journey longitud:length largo:length larga:length ancho:width anchura:width
    ancha:width altura:height alto:height alta:height mide:height profundidad:depth hondo:depth
    area:area superficie:area perimetro:perimeter volumen:volume litro:volume litros:volume
    contenido:volume capacidad:volume|capacity cabe:capacity caben:capacity peso:weight pesa:weight
    pesan:weight pesaba:weight kilogramo:kilogram kilo:kilogram kilos:kilogram gramo:gram
    gramos:gram kilometro:kilometre kilometros:kilometre metro:metre metros:metre
    centimetro:centimetre porciento:percent porcentaje:percent interes:interest intereses:interest
    descuento:discount rebaja:discount rebajado:discount subio:increase subida:increase
    aumento:increase aumenta:increase sube:increase incremento:increase diferencia:difference
    total:total suma:total todos:total todo:total juntos:total|together cada:each por:each
    unidad:each numero:#count|number cantidad:#count cuantos:#count cuantas:#count
    promedio:average media:average mitad:half cuarto:quarter|fourth parte:part|share fraccion:part
    proporcion:part inicio:initially inicial:initially principio:initially inicialmente:initially
    sale:initially ahora:now hoy:now actual:now actualmente:now sobra:leave sobran:leave
    sobraron:leave queda:leave quedan:leave resto:leave restante:leave
    contiene:hold contienen:hold amigo:friend amiga:friend amigos:friend persona:person
    personas:person gente:person invitado:person pasajero:person|passenger
    pasajeros:person|passenger miembro:person|member nino:child ninos:child nina:child hijo:child
    hija:child adulto:adult adultos:adult alumno:pupil alumnos:pupil estudiante:pupil
    estudiantes:pupil profesor:teacher profesores:teacher maestro:teacher trabajador:worker
    obrero:worker trabajadores:worker madre:mother padre:father hermano:brother hermana:sister
    primo:cousin prima:cousin vecino:neighbour vecinos:neighbour grupo:group familia:family
    clase:class|lesson escuela:school colegio:school equipo:team granjero:farmer agricultor:farmer
    panadero:baker caja:box|crate cajas:box|crate paquete:box|pack|parcel cartones:box carton:box
    cajon:crate bolsa:bag bolsas:bag saco:bag sacos:bag paquetes:pack|parcel frasco:jar frascos:jar
    tarro:jar tarros:jar bote:jar|boat botella:bottle botellas:bottle vaso:glass vasos:glass
    copa:glass cesta:basket cestas:basket canasta:basket bandeja:tray bandejas:tray tanque:tank
    deposito:tank cubo:bucket balde:bucket estante:shelf estantes:shelf mesa:table mesas:table
    silla:chair sillas:chair asiento:seat asientos:seat plaza:seat plazas:seat fila:row filas:row
    habitacion:room sala:room casa:house|home casas:house hogar:home jardin:garden campo:field
    terreno:field valla:fence cerca:fence alambre:wire pared:wall muro:wall camino:path|road
    sendero:path carretera:road arbol:tree arboles:tree flor:flower flores:flower planta:plant|floor
    plantas:plant piscina:pool agua:water bomba:pump bombas:pump maquina:machine maquinas:machine
    impresora:printer pagina:page paginas:page libro:book libros:book cuaderno:notebook
    cuadernos:notebook libreta:notebook boligrafo:pen boligrafos:pen pluma:pen lapiz:pencil
    lapices:pencil entrada:ticket entradas:ticket boleto:ticket boletos:ticket billete:ticket
    billetes:ticket mapa:map mapas:map sello:stamp sellos:stamp moneda:coin monedas:coin
    canica:marble canicas:marble pelota:ball pelotas:ball balon:ball juguete:toy juguetes:toy
    camisa:shirt camisas:shirt camiseta:shirt chaqueta:jacket abrigo:jacket zapato:shoe zapatos:shoe
    manzana:apple manzanas:apple naranja:orange naranjas:orange limon:lemon limones:lemon
    platano:banana banana:banana galleta:cookie galletas:cookie pastel:cake tarta:cake pasteles:cake
    pan:bread panes:bread panecillo:roll panecillos:roll bollo:roll huevo:egg huevos:egg gallina:hen
    gallinas:hen harina:flour azucar:sugar leche:milk zumo:juice jugo:juice te:tea cafe:coffee
    miel:honey almendra:almond almendras:almond sandwich:sandwich bocadillo:sandwich
    bocadillos:sandwich fruta:fruit frutas:fruit caramelo:sweet caramelos:sweet dulces:sweet
    chocolate:chocolate pizza:pizza tortita:pancake tortitas:pancake panqueque:pancake arroz:rice
    patata:potato patatas:potato papa:potato cemento:cement vela:candle velas:candle baldosa:tile
    azulejo:tile cuerda:rope soga:rope coche:car carro:car auto:car autobus:bus bus:bus
    autobuses:bus tren:train trenes:train bicicleta:bicycle barco:boat barca:boat avion:plane
    taxi:taxi estacion:station estaciones:station parada:station|stop paradas:station|stop
    detenido:stop ciclista:cyclist carril:lane vuelta:round vueltas:round juego:game partido:game
    punto:point puntos:point examen:test prueba:test test:test tercer:third tercero:third
    tercera:third primer:first primero:first primera:first primeros:first segundo:seconds
    segunda:second cuarta:fourth ultimo:last ultima:last manana:morning tarde:afternoon
    cuenta:account banco:bank albergue:shelter refugio:shelter regalo:gift fiesta:party pedido:order
    miembros:member rojo:red roja:red rojos:red rojas:red azul:blue azules:blue verde:green
    verdes:green amarillo:yellow amarilla:yellow negro:black negra:black negras:black blanco:white
    blanca:white color:colour grande:big|large grandes:big|large pequeno:small pequena:small
    pequenos:small nuevo:new nueva:new ligero:lighter liviano:lighter pesado:heavier otro:other
    otra:other otros:other regular:regular normal:ordinary base:basic basica:basic fija:basic
    lleno:full vacio:empty compra:buy compran:buy compro:buy vende:sell venden:sell vendio:sell
    vendieron:sell vendidos:sell da:give dan:give dio:give regala:give come:eat comen:eat comio:eat
    lee:read leen:read leer:read leyo:read hornea:bake horneo:bake horneado:bake hace:make
    hacen:make hizo:make fabrica:make pinta:paint pintar:paint pintaria:paint llena:fill llenan:fill
    camina:walk anda:walk corre:run correr:run nada:swim nadar:swim monta:ride conduce:ride
    viaja:ride|travel recorre:travel trabaja:work trabajan:work comparten:share reparten:share
    dividen:share recibe:get obtiene:get reciben:get suben:board subieron:board bajan:alight
    bajaron:alight necesita:need necesitan:need solo:alone sola:alone juntas:together propio:own
    capa:layer suelo:floor piso:floor lado:side cuadrado:square rectangulo:rectangle circulo:circle
    radio:radius diametro:diameter cleo:cleo receta:recipe oveja:sheep ovejas:sheep vaca:cow
    vacas:cow perro:dog perros:dog gato:cat gatos:cat hotel:hotel noche:night noches:night
    cancion:song canciones:song foto:photo fotos:photo carta:letter cartas:letter puerta:door
    ventana:window leccion:lesson curso:course viaje:trip|journey excursion:trip bateria:battery
    telefono:phone plan:plan electricidad:electricity comida:meal taza:cup pieza:piece trozo:piece
    pedazo:piece rebanada:slice porcion:slice hoja:sheet tabla:board  `),
  endings: ['s', 'es'],
  counted:
    /\b(?:cuantos|cuantas|cuanto|cuanta) ([a-z-]{2,30})\b|\b(?:que|cual) ([a-z-]{2,30}) (?:es|son|tiene|tienen|hay)\b/,
  phrases: [
    [/\b(?:cuantos|que) anos\b|\bque edad\b/g, '#age'],
    [/\bcuanto (?:mide de largo|tiene de largo)\b/g, 'length'],
    [/\bcuanto tiempo\b|\bcuanto (?:tarda|tardan|dura|duran|tardaria)\b/g, '#time'],
    [/\b(?:a|con) que velocidad\b|\bque tan rapido\b/g, '#speed'],
    [/\ba que distancia\b|\bque distancia\b|\bcomo de lejos\b/g, 'distance'],
    [/\bcuanto (?:cuesta|cuestan|vale|valen|costo|paga|pago|es el precio)\b/g, '#money'],
    [/\bcuanto (?:pesa|pesan|pesaba)\b/g, '#weight'],
    [/\b(?:cuantos|cuantas)\b/g, '#count'],
    [/\b(?:en )?que porcentaje\b|\bpor ciento\b/g, '#percent'],
    [/\btipo de cambio\b|\btasa de cambio\b/g, 'exchange #rate'],
    [/\btasa de interes\b/g, '#percent'],
    [/\bfin(?:es)? de semana\b/g, 'weekend'],
    [/\bal principio\b|\bal inicio\b|\bde entrada\b/g, '#now'],
    [/\ben total\b/g, '#total'],
  ],
  patterns: {
    toGrader: [/\b(?:califica|califique|marca|marque|evalua) esta respuesta\b/],
    courtesy: [
      /\b(?:quieres|quiere|desea|deseas|te gustaria|le gustaria) que\b/,
      /\b(?:si|cuando) (?:tienes|tiene|necesitas|necesita) (?:alguna|mas|otra|algo)\b/,
      /\b(?:avisame|avisa|avise|hazme saber|hagame saber|dime) si (?:tienes|tiene|necesitas|necesita|hay|quieres|prefieres|te|esto|eso|la|el)\b(?!.{1,80}\bo\b)/,
      /\b(?:alguna|otra|mas) (?:duda|pregunta)s?\b/,
      /\bespero (?:que|haber)\b|\bestoy aqui para ayudar/,
      /^¿?(?:de acuerdo|esta claro|vale|ok|entendido)\s?\?/,
    ],
    selfTalk: [
      /^¿?(?:por que no|y ahora|como (?:lo )?(?:calculamos|resolvemos|hacemos)|que sabemos|que (?:nos )?piden|no es (?:facil|genial)|mmm+|hmm+)\b/,
    ],
    ownStep: [
      /^(?:primero |entonces |ahora |luego )?(?:debemos|tenemos que|hay que|necesitamos)\b/,
    ],
    addressed: [
      /\b(?:usted|podria|podrias|puede decirme|puedes|por favor|dime|digame|sabe usted|sabes|debo|tu\b|me (?:dices|da|das|digas|diga|indique|indica))\b/,
    ],
    interrogative: [
      /[¿]|\b(?:que|cual|cuales|quien|cuanto|cuanta|cuantos|cuantas|como|donde|cuando|por que|es|son|hay|esta)\b/,
    ],
    yesNo: [
      /^¿?(?:y |pero )?(?:es|son|hay|esta|estan|tiene|tienen|puede|pagan|paga|va|van|se|incluye|los|las|el|la)\b(?!.{0,200}\d[^?]{0,12} o [^?]{0,12}\d)(?!.{0,60}\b(?:cuanto|cuantos|cuantas|cual|que)\b)/,
    ],
    indirectRequest: [
      /\b(?:podrias?|podria usted|puedes?|podrian|querrias?) (?:usted )?(?:por favor )?(?:decir|dar|indicar|proporcionar|especificar|aclarar|confirmar|facilitar|compartir|comprobar|revisar|verificar|precisar|enviar|explicar|completar)\w{0,4}\b/,
      /\b(?:necesito|necesitaria|necesitamos|requiero|me falta|me faltan|me hace falta|me gustaria saber|quisiera saber|quiero saber|desearia saber|tendria que saber|tendrias? que decirme|preciso (?:saber|conocer))\b/,
      /\b(?:seria|resultaria) (?:util|bueno|de ayuda|conveniente|necesario) (?:saber|conocer|tener|que)\b|\bayudaria saber\b|\bme ayudaria\b/,
      /\b(?:si|cuando|en cuanto|una vez que) (?:me |nos )?(?:dices|dice|das|da|digas|diga|indicas|indica|indiques|proporcionas|facilitas|compartes|des|facilites|confirmas)\b/,
      /\b(?:sabes|sabe usted|conoces|conoce usted|tienes|tiene usted) (?:el|la|los|las|cuanto|cuantos|cuantas|cual|que|ese|esa)\b/,
      /\b(?:puedo|podria) (?:preguntar|saber)\b|\bmi pregunta\b|\bme pregunto\b|\bhace falta que me\b/,
    ],
    imperativeRequest: [
      /\bpor favor\b(?!,? (?:ten en cuenta|note|no\b|recuerda))/,
      /(?:^|[:;–—,.] |\b(?:y|entonces|pero|asi que) )¿?(?:dime|digame|dame|deme|indicame|indiqueme|indique|indica|proporciona|proporcioname|proporcione|especifica|especifique|aclara|aclare|aclarame|confirma|confirme|confirmame|facilitame|comparte|enviame|precisa|comprueba|compruebe|revisa|revise|verifica|verifique)\b/,
      /\b(?:hazme|hagame) saber (?:el|la|los|las|cuanto|cuantos|cuantas|cual|que)\b/,
      /\bse ruega\b|\bagradeceria\b/,
    ],
    notRequest: [
      /\b(?:necesitamos|debemos|tenemos que|hay que) (?:calcular|sumar|restar|multiplicar|dividir|encontrar|hallar|saber como|determinar|convertir)\b/,
      /\bno (?:necesito|necesitamos|hace falta)\b|\bel problema (?:pide|pregunta)\b/,
    ],
    pointsBack: [
      /\b(?:lo|la|los|las|eso|esto|ese|esa|esos|este|esta|ambos|ambas|uno|cual de (?:los|las)|(?:el|ese|este) (?:dato|valor|numero)|faltantes?|indicarlo|decirlo|darlo|proporcionarlo)\b/,
    ],
    purpose: [
      /,? (?:para (?:poder|que|resolver|calcular|responder|terminar|completar|continuar)|asi (?:podre|puedo)|y (?:podre|puedo|asi|entonces|lo|te)|ya que|porque|pues|sin (?:ese|esa|eso)|de lo contrario)\b.{0,400}$/,
      /\s?(?:—|–|:|;) (?:entonces|sin|asi|una vez)\b.{0,400}$/,
      /^para (?:saber|calcular|resolver|poder|responder|hallar|obtener|terminar|completar|continuar) .{1,100}?,? (?=necesit|me falt|requier|hace falta|dime|indica)/,
    ],
    choice: [
      /\bcual(?:es)?\b.{0,60}\b(?:es|son|debo|correct|vale|valid|usar|dos)/,
      /\bcon (?:que|cual) (?:dato|valor|numero|cifra|precio)\b|\bque (?:dato|valor|numero|cifra|precio)\b.{0,40}\b(?:correcto|correcta|usar|debo|uso|valido|tomo)\b/,
      /\b(?:correct[oa]|verdader[oa]|realmente|realidad|error|errata|equivocad[oa]|quisiste|quiso)\b/,
      /\b(?:es|son|hay|debo|cuesta|tiene|si)\b.{1,160}\bo\b/,
      /\b(?:confirm|compr[ou]eb|comprob|revis|verific|aclar)\w*/,
      /\d[^?]{0,40}\bo\b[^?]{0,40}\d/,
      /\bde donde (?:salen|sale|vienen|viene)\b/,
    ],
    assumption: [
      /\b(?:supon\w{1,7}|asum\w{1,5}|suposicion|supuesto|supuestamente|hipotesis|hipotetic\w{1,5}|imagin\w{1,5}|pongamos|digamos|admit\w{1,4}|estim\w{1,5}|presum\w{1,5}|considerando|consideremos|tomemos|tomando|partiendo de)\b/,
      /\b(?:si (?:tomamos|usamos|ponemos|consideramos|decimos))\b/,
      /\b(?:tomo|tomare|usare|uso|utilizare|utilizo|voy a (?:usar|tomar|suponer)|pongo|elijo) (?:un|una|el|la|como|\d)/,
      /\bpor (?:simplicidad|ejemplo,? si)\b|\ba modo de ejemplo\b/,
      /\b(?:normalmente|habitualmente|generalmente|suele)\b.{0,100}\b(?:asi que|usare|tomo|por tanto)\b/,
      /\bprobablemente (?:sea|es|son|se refiere|quiere decir)\b/,
    ],
    illustration: [
      /\b(?:por ejemplo|p\. ?ej|a modo de ejemplo|como ejemplo)\b/,
      /\b(?:seria|serian|pagaria|costaria|tendria|daria|recibiria|quedarian)\b/,
    ],
    pick: [
      /\b(?:usare|uso|usaremos|usamos|utilizare|utilizo|utilizamos|tomare|tomo|tomamos|tomaremos|tomando|usando|elijo|elegimos|me quedo|nos quedamos|sigo|seguire|confio|ignoro|ignorare|ignorando|descarto|me baso|basandome|me guio|parto de|considero|considerare|prefiero|opto|acepto|mantengo|calculo con|me atengo)\b/,
      /\b(?:parece|debe (?:de )?ser|seguramente|probablemente|sera|es) (?:un |una )?(?:error|errata|equivocacion)\b/,
      /\bsegun (?:el|la|los|las) (?:enunciado|texto|dato|receta|filas|\w{1,15})\b/,
    ],
    insufficiency: [
      new RegExp(`\\b(?:no|nunca|ni|ningun\\w{0,2}|nada|tampoco)\\b[^;:!?]{0,60}?\\b${GIVEN}`),
      /\b(?:falta|faltan|faltaba|faltando|desconocid[oa]s?|desconoce\w{0,2}|desconocemos|incognit\w{1,3}|ausent\w{1,2}|omit\w{1,4}|indeterminad[oa]|sin especificar|ambigu\w{1,2}|vag[oa]|imprecis[oa]|queda abiert[oa])\b/,
      /\bsin (?:el|la|los|las|ese|esa|este|esta|saber|conocer|mas|un|una|\w{3,20})\b/,
      /\b(?:depende\w{0,2}|en funcion de)\b/,
      /\b(?:insuficient\w{1,2}|no es suficiente|no bastan?|no hay suficient\w{1,2}|muy poc[oa]s? (?:datos|informacion))\b/,
      /\b(?:solo|unicamente) (?:se|sabemos|conocemos|nos|dice|la suma|la diferencia)\b/,
    ],
    lackHeading: [
      /^(?:#{1,6} )?(?:(?:lo que |que )?falta|datos? (?:que )?faltan?t?e?s?|informacion faltante|desconocido|no (?:se da|dado|indicado))\s?[:.?]?$/,
    ],
    unsolvable: [
      new RegExp(`\\b(?:no|imposible|ni)\\b[^;!?]{0,50}?\\b${SOLVED}`),
      /\b(?:imposible|irresoluble|no tiene solucion|sin solucion|no hay (?:una )?(?:solucion|respuesta)|no es posible|no se puede|no puedo|datos insuficientes|informacion insuficiente|faltan datos|incompleto|erroneo|mal planteado|(?:hay|tiene|contiene|existe) (?:un|algun|algo de) (?:error|fallo)|algo (?:esta|anda) mal|no lo se|no se la respuesta)\b/,
    ],
    contradiction: [
      /contradi|inconsisten|incompatib|incoheren|discrepan|conflict/,
      /\bno (?:coincide\w{0,1}|concuerda\w{0,1}|cuadra\w{0,1}|encaja\w{0,1}|puede\w{0,1} ser (?:a la vez|ambos|cierto)|corresponde\w{0,1}|es igual|suman?)\b/,
      /\b(?:dos|distint[oa]s|diferentes) (?:valores|precios|cantidades|numeros|datos|cifras|edades|distint[oa]s|diferentes)\b/,
    ],
    contrast: [
      /\b(?:pero|sin embargo|mientras|aunque|no obstante|luego|despues)\b.{0,70}\b(?:dice|dicen|indica|menciona|afirma|habla|da|pone|enunciado|problema|figura|consta|tiene)\b/,
      /\d[^!?]{0,20},? (?:y )?(?:no|en lugar de|en vez de|frente a) (?:los |las |de )*\d/,
      /(?:≠|\\neq?\b)/,
      /\bde donde (?:salen|sale|vienen|viene)\b|\b(?:errata)\b/,
    ],
    negative: [
      /\b(?:no|ni|nunca|ningun\w{0,2}|nada|sin|imposible|falta|faltan|desconocid[oa]|lamentablemente|siento|incorrecto|erroneo)\b/,
    ],
    refusal: [
      /\bno puedo (?:ayudar\w{0,3}|asistir\w{0,3}|colaborar) (?:con|en)\b|\bsolo puedo (?:ayudar|hablar|responder)\b|\bcomo (?:modelo|ia|asistente)\b.{0,60}\bno\b/,
    ],
    answerMarker: [
      /^(?:#{1,6} )?(?:respuesta|resultado|solucion)(?: final)?\s?[:.=–—-]+/,
      /\b(?:la|el|mi) (?:respuesta|resultado|solucion)(?: final| correcta)? (?:es|seria|sera)(?: entonces| por tanto)?:? ?(?!(?:no|desconocid|que))/,
    ],
    resultCue: [
      /\b(?:entonces|por (?:lo )?tanto|asi que|luego|en total|total|asi|finalmente|resulta|da)\b|=|→|⇒|∴/,
    ],
    bound: [/\b(?:como (?:minimo|maximo)|al menos|a lo sumo|minim[oa]|maxim[oa]|menor|mayor)\b/],
    range: [
      /\bentre\b.{1,40}\by\b/,
      /\b(?:al menos|como minimo|como maximo|a lo sumo|mas de (?=\d)|menos de (?=\d)|hasta (?=\d)|por encima de|por debajo de)/,
      /\bde \d[\d.,]{0,15} (?:\w{1,12} )?a \d/,
      /[<>≤≥] ?\d/,
    ],
    case: [/\b(?:si|con|para|cuando|por)\b(?=[^.;]{0,40}(?:\d|dos|tres))/],
    condition: [/\b(?:si|suponiendo|cuando|en caso de)\b/],
    relative: [
      /\b(?:tant[oa]s? .{1,40}\bcomo|el doble|la mitad|el triple|(?:dos|tres|cuatro|\d+) veces)\b(?!.{0,40}\d)|\buno menos que al (?:principio|inicio)\b/,
    ],
    remark: [/^[_( ]{0,3}(?:nota|observacion|comprobacion|importante|aviso|pd)\b/],
    dangling: [
      /\b(?:el|la|los|las|un|una|y|o|de|del|con|por|para|es|son|en|que|al|su|se|a|cada|entonces|mas|menos|entre)\s*$/,
    ],
    trial: [/^(?:probemos|intentemos)\b/],
  },
} satisfies Language;
