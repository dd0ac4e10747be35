using Microsoft.Extensions.AI;
using Troupe.Conversation.Dialogue;

namespace Troupe.Conversation.Tests.Dialogue;

[Trait("Category", "fast")]
public sealed class HistoryTests
{
    [Fact]
    public void Gives_instructions_and_conversation_in_order()
    {
        var history = new History("Be brief.", 10);
        history.AddPerson("Hello");
        history.AddPresenter("Good day.");
        history.AddPerson("How are you?");
        Lines(history).ShouldBe(["system: Be brief.", "user: Hello", "assistant: Good day.", "user: How are you?"]);
        history.Said.ShouldBe("Good day.");
    }

    [Fact]
    public void Keeps_nothing_of_an_answer_of_which_nothing_was_heard()
    {
        var history = new History("Be brief.", 10);
        history.AddPerson("Hello");
        history.AddPresenter("");
        Lines(history).ShouldBe(["system: Be brief.", "user: Hello"]);
        history.Said.ShouldBeNull();
    }

    [Fact]
    public void Drops_the_oldest_messages_and_never_the_instructions()
    {
        var history = new History("Be brief.", 2);
        history.AddPerson("one");
        history.AddPresenter("two");
        history.AddPerson("three");
        Lines(history).ShouldBe(["system: Be brief.", "assistant: two", "user: three"]);
    }

    [Fact]
    public void Gives_a_copy_that_does_not_change()
    {
        var history = new History("Be brief.", 10);
        var before = history.ToMessages();
        history.AddPerson("Hello");
        before.Count.ShouldBe(1);
    }

    private static IEnumerable<string> Lines(History history) => history.ToMessages().Select(message => $"{message.Role}: {message.Text}");
}
