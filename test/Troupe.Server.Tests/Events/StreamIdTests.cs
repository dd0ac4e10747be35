using Troupe.Server.Events;

namespace Troupe.Server.Tests.Events;

[Trait("Category", "fast")]
public sealed class StreamIdTests
{
    [Theory]
    [InlineData("acme/presenter/front-desk")]
    [InlineData("a/b/A_9.z")]
    public void Names_of_streams_are_read_as_they_are_written(string name)
    {
        StreamId.TryParse(name, out var stream).ShouldBeTrue();
        stream.ToString().ShouldBe(name);
    }

    [Theory]
    [InlineData("acme/presenter")]
    [InlineData("acme/presenter/")]
    [InlineData("acme/presenter/a/b")]
    [InlineData("Acme/presenter/a")]
    [InlineData("acme\n/presenter/a")]
    [InlineData("acme/presenter\n/a")]
    [InlineData("acme/presenter/a\n")]
    [InlineData("acme/presenter/ä")]
    public void Anything_else_is_none(string name) => StreamId.TryParse(name, out _).ShouldBeFalse();

    [Fact]
    public void An_id_has_a_hundred_signs_at_the_most()
    {
        StreamId.IsId(new string('a', 100)).ShouldBeTrue();
        StreamId.IsId(new string('a', 101)).ShouldBeFalse();
    }
}
