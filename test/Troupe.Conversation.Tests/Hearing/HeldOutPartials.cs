namespace Troupe.Conversation.Tests.Hearing;

/// <summary>Partials that were labelled before the rules were set and that no rule was set by; the form is that of <see cref="TuningPartials"/>.</summary>
/// <remarks>One person thought of both halves, so that they are more alike than two people are: the figures are an upper bound.</remarks>
public static class HeldOutPartials
{
    public static IReadOnlyList<ClassedPartial> All { get; } =
    [
        .. ClassedPartial.Of(PartialClass.Complement, """
            i'd love to know
            could you tell us are
            do you offer
            can you send me
            what is the address of
            i am here with
            i want to find out
            could you describe
            can you recommend
            does the clinic have
            please tell us
            do we need to take
            i want to reserve
            may i talk to
            where can we buy
            how can i use
            could you let me know if
            do you know
            i would like to see
            my boss asked me to
            what does the menu
            will the doctor
            are the beds
            how long does the
            can we get
            does the price contain
            are there any
            do you know when the
            could you bring me
            just give us
            i believe the bill was
            the sign says
            is it possible to make
            when do the shops
            how much do children
            do you ever
            could we also
            is parking
            how often do you
            can you tell me where is
            do you take
            i need to ask
            we are parking in
            is the library open on
            my account has
            i am calling about a new
            """),
        .. ClassedPartial.Of(PartialClass.Digits, """
            my telephone number is three one two
            the number is one eight hundred
            my customer number is six six one
            it is oh one seven two four
            the pin is two eight
            the booking number is seven
            my credit card number is five one oh five one
            please call me at two one two five
            my postcode is one oh
            the password is four four
            my mobile is oh seven eight double nine
            my order number is nine nine two four
            our phone number is three oh five twelve
            you can call oh eight hundred
            Could you give me the number?|eight one four two
            six oh three one
            the cold is eight three
            """),
        .. ClassedPartial.Of(PartialClass.Dates, """
            on the eighth of october
            we leave on the seventh
            she was born on the tenth of may
            the party is on the sixth of
            from the twenty
            my operation is on the second
            he was born in eighteen
            on friday the eleventh
            """),
        .. ClassedPartial.Of(PartialClass.Amounts, """
            the school has eighty
            we will be twelve
            i want three
            there are fifty
            we need four
            the group is about sixteen
            """),
        .. ClassedPartial.Of(PartialClass.Addresses, """
            my email is susan
            my email address is kevin underscore
            mail it to robert
            please write to office
            our e mail is sales at
            the address is nina
            send the receipt to paul dot
            you can write me at emma
            my email is jim brown at
            my e-mail address is ross miller dog
            the email address is contact at blue
            his mail is eric
            """),
        .. ClassedPartial.Of(PartialClass.Introductions, """
            when we lived in berlin
            after the show
            on holidays
            the last time my son came
            in winter
            before the flight
            due to the strike
            since i changed my phone
            each time we come here
            during the night
            as soon as i get home
            for my birthday party
            if the train is late
            while we were waiting outside
            without a reservation
            two years ago when i came
            when my father died
            """),
        .. ClassedPartial.Of(PartialClass.NounPhrases, """
            the red lamp
            my neighbour
            the machine in the corner
            our guide from last week
            the shoes i ordered
            a colleague of mine
            that huge statue
            the woman who called me
            """),
        .. ClassedPartial.Of(PartialClass.Interjections, """
            and
            okay well
            yes so
            but then
            so um
            basically
            oh and
            also
            i mean
            you see
            in that case
            to be honest
            """),
        .. ClassedPartial.Of(PartialClass.Question, """
            when do you open
            what time is checkout
            how much is a stamp
            where is the emergency room
            do you have free parking
            can i pay by card
            who built this bridge
            what does the fee cover
            what do you sell
            what can we see here
            which form do i need
            how much money can i take
            what did you say
            is dinner included
            do you know what my balance is
            can you tell me what this is
            could you tell me how much it costs
            does the train stop in york
            is the shop open
            when does the concert begin
            how long do you stay open
            why is it closed
            can i take my baby
            are there any seats left
            is there a gym
            where can i get a taxi
            what is this used for
            where do these come from
            how big is the ship
            how can i get to the station
            what do i need to bring
            who should i ask
            what is that
            how does it work
            can you hear me
            do you deliver on sundays
            is my table ready
            have my results arrived
            when will it be ready
            may i come in
            is it included
            was it easy to make
            could you say that again
            which wine would you recommend
            how much do i owe you
            where do you live
            do i have to pay
            can we book online
            when did she die
            who are you
            why don't you know
            do you have single rooms
            what is in the box
            which street do you live in
            can i try it
            """),
        .. ClassedPartial.Of(PartialClass.Command, """
            tell me about the castle
            i'd like to open an account
            show us the map
            block my card
            please wake me at seven
            give me the number
            i would like a pizza with cheese
            i want to leave
            play it again
            let us know
            i need a receipt
            go back
            repeat the last part please
            the bill please
            one child and two adults please
            send me a copy
            i would like to change my password
            """),
        .. ClassedPartial.Of(PartialClass.Answer, """
            no
            yes please
            Do you have an appointment?|yes we have
            Are you a member?|i am
            Which colour do you want?|the red one
            When are you leaving?|on the seventh
            When are you leaving?|on the eighth of october
            How many guests will come?|we will be twelve
            How many nights?|three
            Where is your luggage?|in the lobby
            What shall I tell you about?|the red lamp
            i have no idea
            this is what i want
            that's everything i know
            i see
            my mobile number is oh seven eight one two three four five six seven eight
            the pin is two eight six one
            my email is susan at web dot de
            mail it to robert at example dot net
            my seat number is one four
            she was born on the tenth of may two thousand and one
            pleased to meet you
            i have a question
            i am a student
            we live in madrid
            Why are you late?|because my train was late
            good morning
            thanks
            forget it
            my email is not working
            that's fine
            i lost my keys
            it does
            """),
        .. ClassedPartial.Of(PartialClass.Ambiguous, """
            is there a restaurant
            my sister is blind
            we have a baby
            can we come on the eighth of october
            do you have a table
            i want to leave on the sixth of may
            can i order
            i tried
            sorry
            my husband broke his leg
            """),
    ];
}
