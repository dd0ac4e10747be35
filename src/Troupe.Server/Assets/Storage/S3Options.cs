namespace Troupe.Server.Assets.Storage;

/// <summary>A bucket; section <c>Troupe:Assets:S3</c>.</summary>
internal sealed class S3Options
{
    /// <summary>The address of the service, such as <c>https://s3.eu-central-1.amazonaws.com</c>. Default: empty.</summary>
    public string Endpoint { get; set; } = "";

    /// <summary>The region that signatures name. Default: us-east-1, which most services besides Amazon's expect.</summary>
    public string Region { get; set; } = "us-east-1";

    /// <summary>The bucket, which exists. Default: empty.</summary>
    public string Bucket { get; set; } = "";

    /// <summary>What all names of objects begin with. Default: assets/.</summary>
    public string Prefix { get; set; } = "assets/";

    /// <summary>Id of the key. Default: empty.</summary>
    public string AccessKey { get; set; } = "";

    /// <summary>The key; may read, write, delete and list. Default: empty.</summary>
    public string SecretKey { get; set; } = "";

    /// <summary>Every mistake, as sentences for the operator.</summary>
    public IEnumerable<string> Mistakes()
    {
        if (!Uri.TryCreate(Endpoint, UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https") || address.Query.Length > 0)
        {
            yield return "Troupe:Assets:S3:Endpoint must be an address such as https://s3.eu-central-1.amazonaws.com.";
        }

        foreach (var (name, value) in new[] { (nameof(Region), Region), (nameof(Bucket), Bucket), (nameof(AccessKey), AccessKey), (nameof(SecretKey), SecretKey) })
        {
            if (value.Length == 0)
            {
                yield return $"Troupe:Assets:S3:{name} is empty.";
            }
        }
    }
}
