using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Troupe.Conversation;

namespace Troupe.Server.Tests.Sessions;

[Trait("Category", "fast")]
public sealed class ProfileTests
{
    [Fact]
    public async Task A_kiosk_has_no_time_outs_and_asks_nobody()
    {
        await using var server = Program.Create(["--Troupe:Sessions:Profile=Kiosk"]);
        server.Mistakes().ShouldBeEmpty();
        var conversation = Conversation(server);
        conversation.IdleTimeout.ShouldBeNull();
        conversation.MaxDuration.ShouldBeNull();
        conversation.StillThere.ShouldBeNull();
    }

    [Fact]
    public async Task A_setting_that_is_given_wins_over_the_profile()
    {
        await using var server = Program.Create(["--Troupe:Sessions:Profile=kiosk", "--Troupe:Conversation:IdleTimeout=00:10:00", "--Troupe:Conversation:StillThere=Hello?"]);
        var conversation = Conversation(server);
        conversation.IdleTimeout.ShouldBe(TimeSpan.FromMinutes(10));
        conversation.StillThere.ShouldBe("Hello?");
        conversation.MaxDuration.ShouldBeNull();
    }

    [Fact]
    public async Task Without_a_profile_the_defaults_count()
    {
        await using var server = Program.Create(["--Troupe:Sessions:Profile="]);
        server.Mistakes().ShouldBeEmpty();
        Conversation(server).IdleTimeout.ShouldBe(new ConversationOptions().IdleTimeout);
    }

    [Fact]
    public async Task A_profile_that_is_none_is_a_mistake_that_names_those_that_are()
    {
        await using var server = Program.Create(["--Troupe:Sessions:Profile=museum"]);
        server.Mistakes().ShouldBe(["Troupe:Sessions:Profile names no profile. Known: kiosk; leave it out for none."]);
    }

    [Theory]
    [InlineData("BargeIn:DuckLevel", "5")]
    [InlineData("Speculation:MaxDropped", "-1")]
    [InlineData("PhrasesAhead", "99")]
    public async Task A_limit_counts_wherever_the_setting_lies(string setting, string value)
    {
        await using var server = Program.Create([$"--Troupe:Conversation:{setting}={value}"]);
        server.Mistakes().ShouldHaveSingleItem().ShouldContain(setting.Split(':')[^1]);
    }

    private static ConversationOptions Conversation(WebApplication server) => server.Services.GetRequiredService<IOptions<ConversationOptions>>().Value;
}
