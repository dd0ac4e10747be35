namespace Troupe.Conversation.Tests.Hearing;

/// <summary>Partials that the rules were set by. One a line, as a recogniser that writes no punctuation gives them; what the presenter asked stands before a bar.</summary>
public static class TuningPartials
{
    public static IReadOnlyList<ClassedPartial> All { get; } =
    [
        .. ClassedPartial.Of(PartialClass.Complement, """
            i would like to find out
            could you tell me was
            do you sell
            can you show us
            what is the title of
            we are travelling with
            i need to know
            can you explain
            could you recommend
            does the bank offer
            can you tell us
            do i have to bring
            i'd like to book
            can i speak to
            where can i find
            how do i get
            would you mind telling me
            do you happen to know
            we would like to reserve
            my doctor told me to
            what does the room
            did the doctor
            is the pool
            how much does the
            could i have
            does the ticket include
            is there any
            could you tell me what the
            can you give me
            please send me
            i think the invoice is
            the letter says
            would it be possible to get
            when does the train
            how much do students
            are you usually
            can i still
            do dogs
            what time do you
            could you tell me how much is
            do you accept
            i wanted to ask
            we are staying in
            are you open on
            the room we booked has
            i am looking for a small
            """),
        .. ClassedPartial.Of(PartialClass.Digits, """
            my number is four one five
            the number is oh seven nine
            my account number is two two eight zero
            it's four four seven nine one one
            the code is seven four
            my member number is one eight
            my card number is four five three two
            you can reach me at six one seven
            my pin is five
            my zip code is nine oh two
            my phone number is two oh two five five five
            the reference number is three three one nine
            the number is two six twenty
            call me on oh one six one
            What is your number?|three three one
            nine nine four two
            the coat is nine two
            """),
        .. ClassedPartial.Of(PartialClass.Dates, """
            on the fifth of june
            we arrive on the ninth
            i was born on the second of april
            my birthday is the third of
            on the twenty
            the appointment is on the first
            i was born in nineteen
            on monday the fourth
            """),
        .. ClassedPartial.Of(PartialClass.Amounts, """
            our class has thirty
            we are fifteen
            i need six
            there will be forty
            i would like two
            the table is for about twenty
            """),
        .. ClassedPartial.Of(PartialClass.Addresses, """
            my email is peter
            my email address is maria dot
            send it to lisa
            write to martin
            my e mail is lena meyer at
            my address is tom
            please send it to karl dot weber
            you can email me at julia
            the email is jay smith add
            my email address is sarah jones that
            my email is info at green
            my mail address is bob at
            """),
        .. ClassedPartial.Of(PartialClass.Introductions, """
            when i was a child
            after lunch
            on weekdays
            the first time we stayed here
            in the morning
            before the operation
            because of the rain
            since we moved here
            every time i log in
            during the holidays
            as soon as the parcel arrives
            for the concert tonight
            if my card is stolen
            while i was on holiday
            with a family ticket
            last year when we visited
            when the tour is over
            """),
        .. ClassedPartial.Of(PartialClass.NounPhrases, """
            the big clock
            my wife
            our room on the second floor
            the letter from the bank
            the tickets we bought
            a friend of mine
            this old piano
            the doctor who saw me yesterday
            """),
        .. ClassedPartial.Of(PartialClass.Interjections, """
            so
            well
            but
            okay so
            right so
            anyway
            actually
            oh well
            and then
            you know
            by the way
            first of all
            """),
        .. ClassedPartial.Of(PartialClass.Question, """
            when are you open
            what time do you close today
            how much is a double room
            where is the nearest cash machine
            do you have a pharmacy here
            can i pay in cash
            who painted this picture
            what does the ticket include
            what do you have
            what can i buy here
            which card do i need
            how many people can i bring
            what did you find
            is breakfast included
            do you know where the toilet is
            can you tell me who you are
            could you tell me when the tour starts
            does the bus stop here
            is the pool open
            when does the train leave
            how long does it take
            why is it so expensive
            can i bring my dog
            are there any tickets left
            is there a lift
            where can i find a doctor
            what is it made of
            where did he come from
            how old is the castle
            how do i get to the airport
            what should i bring
            who can help me
            what happened
            how are you doing
            can you help me
            do you speak spanish
            is my order ready
            has my parcel arrived
            when will they arrive
            may i take a picture
            was it found
            is it hard to find
            would you mind repeating that
            which one do you recommend
            how much does it cost
            what is your name
            do i need an appointment
            can we sit outside
            when was it built
            where are we
            and how much is addicted to adults
            do you have twin rooms
            what is on the menu
            what day are you open on
            can i see it
            """),
        .. ClassedPartial.Of(PartialClass.Command, """
            tell me about the painter
            i'd like to book a room
            show me the way
            cancel my order
            please call me back
            give me the address
            i would like a coffee with milk
            i want to pay
            read it again
            let me know
            i need a doctor
            start over
            say that again please
            the opening hours please
            two adults please
            send me the bill
            i would like to make an appointment
            """),
        .. ClassedPartial.Of(PartialClass.Answer, """
            yes
            no thank you
            Do you have a ticket?|yes i have
            Do you have a card?|i do
            Which one would you like?|the blue one
            When would you like to come?|on the third
            When would you like to come?|on the fifth of june
            How many people are you?|we are fifteen
            How many tickets?|two
            Where did you lose it?|in the park
            What would you like to hear about?|the old clock
            i don't know
            that is what i need
            that's all i have
            i know
            my phone number is two oh two five five five oh one nine nine
            the code is seven four one nine
            my email is peter at mail dot com
            send it to lisa at example dot org
            my room number is four one two
            i was born on the second of april nineteen seventy
            nice to meet you
            i have two children
            i am a teacher
            we are from canada
            Why did you call?|because my card was stolen
            hello
            okay
            never mind
            my email is wrong
            you are welcome
            i lost my bag
            it is
            """),
        .. ClassedPartial.Of(PartialClass.Ambiguous, """
            is there a bank
            my father is deaf
            we have a reservation
            can i come on the fifth of june
            do you have a room
            i want to come on the fourth of july
            can i cancel
            i forgot
            excuse me
            we have a small child
            """),
    ];
}
