# Documents that aws_iam_policy_document renders. policies.json holds what
# version 5.100.0 of the provider makes of them.

data "aws_iam_policy_document" "simple" {
  statement {
    actions   = ["s3:GetObject"]
    resources = ["arn:aws:s3:::logs/*"]
  }
}

data "aws_iam_policy_document" "empty" {}

data "aws_iam_policy_document" "sorted" {
  version   = "2008-10-17"
  policy_id = "all-of-it"

  statement {
    sid       = "First"
    effect    = "Deny"
    actions   = ["s3:PutObject", "s3:GetObject", "ec2:*"]
    resources = ["arn:aws:s3:::b", "arn:aws:s3:::a", "*"]

    principals {
      type        = "Service"
      identifiers = ["lambda.amazonaws.com", "ec2.amazonaws.com"]
    }
    principals {
      type        = "AWS"
      identifiers = ["arn:aws:iam::111122223333:root"]
    }

    condition {
      test     = "StringEquals"
      variable = "aws:SourceAccount"
      values   = ["111122223333"]
    }
    condition {
      test     = "StringEquals"
      variable = "aws:PrincipalOrgID"
      values   = ["o-2", "o-1"]
    }
    condition {
      test     = "Bool"
      variable = "aws:SecureTransport"
      values   = ["false"]
    }
  }

  statement {
    not_actions   = ["iam:*"]
    not_resources = ["arn:aws:s3:::a"]
  }
}

data "aws_iam_policy_document" "principals" {
  statement {
    actions = ["sts:AssumeRole"]
    principals {
      type        = "*"
      identifiers = ["*"]
    }
  }
  statement {
    actions = ["sts:AssumeRole"]
    principals {
      type        = "AWS"
      identifiers = ["*"]
    }
    not_principals {
      type        = "Federated"
      identifiers = ["cognito-identity.amazonaws.com"]
    }
  }
  statement {
    actions = ["sts:AssumeRole"]
    principals {
      type        = "AWS"
      identifiers = ["b", "a", "c"]
    }
    principals {
      type        = "AWS"
      identifiers = ["z"]
    }
  }
}

data "aws_iam_policy_document" "variables" {
  statement {
    actions   = ["s3:*"]
    resources = ["arn:aws:s3:::home/&{aws:username}/*", "<&>"]

    principals {
      type        = "AWS"
      identifiers = ["&{aws:x}"]
    }
    condition {
      test     = "StringLike"
      variable = "s3:prefix"
      values   = ["", "home/&{aws:username}/"]
    }
  }
}

data "aws_iam_policy_document" "same_condition" {
  statement {
    actions   = ["s3:*"]
    resources = ["*"]

    condition {
      test     = "StringLike"
      variable = "s3:prefix"
      values   = ["b"]
    }
    condition {
      test     = "StringLike"
      variable = "s3:prefix"
      values   = ["a"]
    }
  }
}

data "aws_iam_policy_document" "override" {
  override_policy_documents = [
    "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Sid\":\"a\",\"Effect\":\"Deny\",\"Action\":\"s3:*\",\"Resource\":\"*\"}]}",
    "{\"Statement\":[{\"Sid\":\"b\",\"Effect\":\"Allow\",\"Action\":[\"sqs:*\",\"sns:*\"],\"Resource\":[\"*\"]}]}",
  ]
  statement {
    sid       = "a"
    actions   = ["ec2:*"]
    resources = ["*"]
  }
  statement {
    actions   = ["kms:*"]
    resources = ["*"]
  }
}

data "aws_iam_policy_document" "source" {
  source_policy_documents = [
    "{\"Id\":\"one\",\"Statement\":[{\"Sid\":\"a\",\"Effect\":\"Deny\",\"Principal\":\"*\",\"Action\":\"s3:*\",\"Resource\":\"*\"}]}",
    "{\"Version\":\"2008-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":{\"AWS\":\"x\",\"Service\":[\"b\",\"a\"]},\"NotAction\":[\"sqs:*\"],\"Resource\":[\"*\"],\"Condition\":{\"StringEquals\":{\"k\":\"v\"},\"Bool\":{\"b\":[\"true\"]},\"NumericLessThan\":{\"n\":\"5\"}}}]}",
  ]
  statement {
    sid       = "b"
    actions   = ["ec2:*"]
    resources = ["*"]
  }
}

data "aws_iam_policy_document" "source_same_sid" {
  source_policy_documents = [
    "{\"Statement\":[{\"Sid\":\"a\",\"Effect\":\"Deny\",\"Action\":\"s3:*\",\"Resource\":\"*\"}]}",
  ]
  statement {
    sid       = "b"
    actions   = ["ec2:*"]
    resources = ["*"]
  }
}

data "aws_iam_policy_document" "numbers" {
  source_policy_documents = [
    "{\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"s3:*\",\"Resource\":\"*\",\"Condition\":{\"Bool\":{\"b\":true},\"NumericEquals\":{\"n\":5}}}]}",
  ]
}

data "aws_iam_policy_document" "upgraded" {
  version = "2008-10-17"
  override_policy_documents = [
    "{\"Version\":\"2012-10-17\",\"Id\":\"two\",\"Statement\":[]}",
  ]
  statement {
    actions   = ["ec2:*"]
    resources = []
  }
}

data "aws_iam_policy_document" "hash_order" {
  statement {
    actions = ["sts:AssumeRole"]
    principals {
      type        = "AWS"
      identifiers = ["one", "two"]
    }
    principals {
      type        = "AWS"
      identifiers = ["three"]
    }
    principals {
      type        = "AWS"
      identifiers = ["four", "five", "six"]
    }
    not_principals {
      type        = "*"
      identifiers = ["x"]
    }
    condition {
      test     = "StringLike"
      variable = "v"
      values   = ["1", "2"]
    }
    condition {
      test     = "StringLike"
      variable = "v"
      values   = ["3"]
    }
    condition {
      test     = "StringLike"
      variable = "v"
      values   = ["5", "4"]
    }
    condition {
      test     = "StringLike"
      variable = "w"
      values   = ["5", "4"]
    }
  }
}
