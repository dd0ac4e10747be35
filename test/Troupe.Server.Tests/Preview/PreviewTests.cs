using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Troupe.Contracts.Control;
using Troupe.Conversation.Audio;
using Troupe.Conversation.Performances;
using Troupe.Server.Policy;

namespace Troupe.Server.Tests.Preview;

[Trait("Category", "fast")]
public sealed class PreviewTests
{
    [Fact]
    public async Task Every_scene_has_sound_and_a_face_of_the_same_length()
    {
        await using var server = await TestServer.StartAsync();
        var scenes = await server.Http.GetFromJsonAsync<JsonElement>("/v1/preview/scenes");
        scenes.GetArrayLength().ShouldBeGreaterThan(5);
        foreach (var scene in scenes.EnumerateArray())
        {
            var id = scene.GetProperty("id").GetString();
            using var sound = await server.Http.GetAsync($"/v1/preview/scenes/{id}/sound");
            sound.Content.Headers.ContentType!.MediaType.ShouldBe("audio/wav");
            var wave = WavFile.Parse(await sound.Content.ReadAsByteArrayAsync());
            var performance = PerformanceJson.Read(await server.Http.GetByteArrayAsync($"/v1/preview/scenes/{id}/performance"));
            performance.Utterances.Single().Duration.ShouldBe(wave.Duration.TotalMilliseconds, 0.1);
            performance.Utterances.Single().Captions.SelectMany(caption => caption.Words).ShouldNotBeEmpty();
            scene.GetProperty("text").GetString().ShouldNotBeNullOrEmpty();
        }
    }

    [Theory]
    [InlineData(true, "http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia")]
    [InlineData(false, null)]
    public async Task A_face_carries_its_mark_unless_the_tenant_turned_marks_off(bool marked, string? mark)
    {
        await using var server = await TestServer.StartAsync();
        server.Services.GetRequiredService<TenantRulesets>().Swap(TenantId.Local, TenantPolicy.Initial with { Version = 1, Disclosure = new DisclosureRules { Marked = marked } });
        PerformanceJson.Read(await server.Http.GetByteArrayAsync("/v1/preview/scenes/greeting/performance")).DigitalSourceType.ShouldBe(mark);
    }

    [Fact]
    public async Task Names_the_scenes_when_asked_for_another()
    {
        await using var server = await TestServer.StartAsync();
        using var response = await server.Http.GetAsync("/v1/preview/scenes/tragedy/sound");
        (response.StatusCode, await TestServer.CodeOfAsync(response)).ShouldBe((HttpStatusCode.NotFound, "not_found"));
        (await response.Content.ReadAsStringAsync()).ShouldContain("greeting, bilabials");
    }

    [Fact]
    public async Task Says_what_a_server_without_a_voice_lacks()
    {
        await using var server = await TestServer.StartAsync(TestEngines.TextOnly);
        using var response = await server.Http.GetAsync("/v1/preview/scenes/greeting/sound");
        (response.StatusCode, await TestServer.CodeOfAsync(response)).ShouldBe((HttpStatusCode.ServiceUnavailable, "engine_unavailable"));
        (await response.Content.ReadAsStringAsync()).ShouldContain("apt-get install libhtsengine1");
    }
}
