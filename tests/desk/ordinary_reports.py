"""What people tell at the door, made up for the tests: in full sentences, in small letters, in Welsh; nobody of the staff
of a force is named in any, and other people, places and firms are.
"""

TEXTS = """
An officer came to my flat in March after the burglary. He was kind at first and gave me his own number, in case I
was frightened at night. Then he began to text me every evening. He asked what I was wearing and whether I lived
alone. I did not know how to make it stop, because he knew where I live and he had my case.

he came back to the house 3 times after the first visit and there was no reason for it. once he was in uniform and
twice not. he sat on the sofa and asked me about my ex and said i could do better. my neighbour saw the car outside
for over an hour. i felt uneasy but i was scared that they would not believe me

I work in a refuge near Leeds. One of the women here has told me that the policeman who dealt with her complaint
against her husband messages her on Facebook and WhatsApp, and calls her beautiful. She thinks that he will drop
the case if she does not answer. She has learning difficulties and two small children, Poppy and Ryan.

A colleague on my shift looks up women whom we have dealt with. I have seen him open the record of a young woman
again and again when there was no task for it. He laughs and says that he is only checking on her welfare. He parks
near Station Road when he should be at the town hall. I do not want anybody on the team to know that I said this.

My daughter is 17 and she goes to the cadets on Thursday evenings. The man who leads them drives her home and they
message each other late at night. She says that he is a friend of the family, and he is not. She has changed. She
hides her phone. I spoke to Mrs Okonkwo at the school, and she said that I should tell somebody.

Caller said that the officer who took her statement on Sunday keeps ringing her from a withheld number. He told her
not to talk to the solicitor. She is very frightened of him. She was at Tesco in Brighton when he walked up to her
and asked for a hug. Caller was crying, and said that she would rather not be rung at home.

I was arrested in the summer. One of the people in custody, a woman with short brown hair, was nice to me. She
added me on Snapchat afterwards, and for a month we talked most nights. She asked about my medication. Then she
wanted me to come to a hotel in Blackpool. When I said no she told me that she could make things hard for me.

it might be nothing but the pcso on our estate is always round at number 9. the lady there drinks and has no
family. he goes in with shopping from aldi and stays. he told my wife she is a special case. he has the key. last
week he was there on his day off, in a blue golf, and i heard them shouting

Ar noson y tân daeth swyddog i siarad â mi. Roedd yn garedig iawn, a rhoddodd ei rif ffôn ei hun i mi. Wedyn daeth
yn ôl sawl gwaith heb reswm, a gofynnodd a oeddwn i'n unig. Nid wyf eisiau i neb yn Aberystwyth wybod. Mae gen i
ofn na fydd neb yn fy nghredu, achos mae pawb yn ei hoffi.

roedd e'n dod i'r ty bob nos ac yn anfon negeseuon ar fy ffon. dywedodd wrtha i am beidio dweud wrth neb. mae fy
chwaer yn gwybod. mae e'n gyrru car gwyn

I run a taxi firm in Bradford. One of my drivers, Mr Aziz, picked up a woman from the hospital who said that a
detective visits her on the ward and holds her hand. She is not well. She thought that they were going to marry. He
had told her that his wife had died. I have no idea whether it is true, but it did not sound right.

My supervisor, who is a good man, told me to write this down. On 14 February a constable in our section asked me to
run a name through the system for him. He said that it was for a job. It was his former girlfriend, Chelsea. When I
said that I would have to record it, he went quiet and walked off.

I am a nurse in the emergency department at St James. A police officer who comes in with patients asks for the
telephone numbers of women who have been hurt by their partners. He says that he wants to support them. Dr Mbeki
has seen him wait in the corridor by the door of a patient until she was alone.

THE OFFICER WHO CAME ABOUT MY SON KEEPS TURNING UP AT MY WORK. HE BUYS ONE COFFEE AND STARES. HE SAID I OWE HIM. I
HAVE ASKED HIM TO STOP. MY MANAGER AT THE CAFE IN PARK STREET HAS SEEN HIM TOO.

He said he was going to look after me. I was in a very dark place after my mother died and he was the only one who
listened. He would ring at midnight from his car. It turned into something else, and I thought that I wanted it.
Now I hear from Kirsty at the women's centre that he did exactly the same with somebody in Doncaster.

We are an advice charity. A client from Poland told our worker, through an interpreter, that the officer in her
case comes to her room in the evening and asks her to send pictures. She is afraid to lose her right to stay. She
does not know his name. He is tall, about forty, with a beard and a tattoo of a swallow on his neck.

At the Christmas party he put his arm around two of the student officers and would not let go. Everybody saw it. In
the new year one of them moved to Sheffield and the other left. People here say that it is only banter. I have been
a special for nine years, and I have not seen it so bad.

after my interview for the domestic abuse case the detective said we should go for a drink to clear the air. i said
maybe. he has been texting ever since, sometimes twenty times a day, with kisses. he says i must delete them. i
kept screenshots. my mum read them and she was so angry she nearly drove to the police station

I am a teacher. A pupil in year 11 says that the school officer follows her on Instagram under another name, and
likes every picture. He waits by the gate on Fridays. The head has known since Easter. I was told to leave it
alone, and I cannot. I have told my union, and somebody from Barnardo's.

You asked me whether anybody made me feel uneasy. Yes. The call handler who answered when my ex broke the window
rang me back the next day from his own phone. He had a lovely voice and he said so of mine. I did not mind it at
the time. He knew my address, my date of birth and that I live with my cat, Oscar.
""".strip().split("\n\n")
