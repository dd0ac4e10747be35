using System.Net.Http.Headers;
using Troupe.Server.Assets.Storage;

namespace Troupe.Server.Tests.Assets.Storage;

/// <summary>The examples of https://docs.aws.amazon.com/AmazonS3/latest/API/sig-v4-header-based-auth.html, with the key that they are made with.</summary>
[Trait("Category", "fast")]
public sealed class SignatureV4Tests
{
    private static readonly DateTimeOffset At = new(2013, 5, 24, 0, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("/test.txt", "bytes=0-9", "f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41")]
    [InlineData("/?lifecycle", null, "fea454ca298b7da1c68078a5d1bdbfbbe0d65c699e0f91ac7a200a0136783543")]
    [InlineData("/?max-keys=2&prefix=J", null, "34b48302e7b5fa45bde8084f4b7868a86f0a534bc59db6670ed5711ef69dc6f7")]
    public void Signs_as_the_published_examples(string target, string? range, string signature)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"https://examplebucket.s3.amazonaws.com{target}");
        request.Headers.Range = range is null ? null : RangeHeaderValue.Parse(range);
        new SignatureV4("us-east-1", "AKIAIOSFODNN7EXAMPLE", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY").Sign(request, SignatureV4.Empty, At);
        request.Headers.GetValues("Authorization").Single().ShouldEndWith($"Signature={signature}");
    }
}
